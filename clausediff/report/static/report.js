"use strict";
(() => {
  const root = document.documentElement;
  root.classList.add("scripted");
  const all = (selector) => Array.from(document.querySelectorAll(selector));
  const rows = all("#clauses .row, #clauses .gap");
  const folds = all("#clauses .fold");
  let filter = "all";

  const tags = (row) => (row.dataset.tags || "").split(" ");
  const shown = (row) => filter === "all" || (filter === "changed" ? tags(row).some((tag) => tag && tag !== "unchanged") : tags(row).includes(filter));

  const apply = () => {
    rows.forEach((row) => row.classList.toggle("hidden", !shown(row)));
    folds.forEach((fold) => fold.classList.toggle("hidden", filter !== "all" && !fold.querySelector(".row:not(.hidden)")));
    root.dataset.filter = filter;
    all("[data-set]").forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.set === filter)));
  };

  const open = (element) => {
    for (let node = element; node; node = node.parentElement) {
      if (node.tagName === "DETAILS") node.open = true;
    }
  };

  const goTo = (element) => {
    if (!element) return;
    open(element);
    element.scrollIntoView({ block: "start" });
    element.focus({ preventScroll: true });
  };

  const step = (direction) => {
    const stops = rows.filter((row) => !row.classList.contains("hidden") && !row.closest(".fold"));
    const here = window.scrollY + 80;
    const tops = stops.map((row) => row.getBoundingClientRect().top + window.scrollY);
    const index = direction > 0 ? tops.findIndex((top) => top > here + 4) : tops.findLastIndex((top) => top < here - 4);
    goTo(stops[index]);
  };

  const unfold = () => {
    const button = document.querySelector('[data-do="unfold"]');
    const opening = button.getAttribute("aria-pressed") !== "true";
    folds.forEach((fold) => { fold.open = opening; });
    button.setAttribute("aria-pressed", String(opening));
    const words = button.textContent;
    button.textContent = button.dataset.fold;
    button.dataset.fold = words;
  };

  const help = document.getElementById("help");
  const acts = {
    next: () => step(1), previous: () => step(-1), unfold,
    help: () => (help.open ? help.close() : help.showModal()),
    findings: () => goTo(document.getElementById("findings")),
    clauses: () => goTo(document.getElementById("clauses")),
    top: () => window.scrollTo({ top: 0 }),
  };
  const keys = { n: "next", p: "previous", f: "findings", c: "clauses", u: "unfold", t: "top", "?": "help" };

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do], [data-set]");
    if (button && button.dataset.do) acts[button.dataset.do]();
    if (button && button.dataset.set) { filter = button.dataset.set; apply(); }
    const link = event.target.closest('a[href^="#"]');
    if (link) {
      const target = document.getElementById(decodeURIComponent(link.hash.slice(1)));
      if (target && target.classList.contains("hidden")) { filter = "all"; apply(); }
      open(target);
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) return;
    const act = keys[event.key];
    if (act) { event.preventDefault(); acts[act](); }
  });
  window.addEventListener("beforeprint", () => all("main details").forEach((details) => { if (!details.classList.contains("fold")) details.open = true; }));
  open(document.getElementById(decodeURIComponent(location.hash.slice(1))));
})();
