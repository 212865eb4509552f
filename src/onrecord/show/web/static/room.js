// Comfort only: every page reads, searches and works without this.
"use strict";

const items = () => [...document.querySelectorAll(".statements > li")];
const chosen = () => document.querySelector(".statements > li.lit");

// Light a statement and its words, and say so in the address; the same as following its link.
function choose(name, scroll) {
  for (const one of document.querySelectorAll(".lit")) one.classList.remove("lit");
  for (const one of document.querySelectorAll(".statements > [aria-current]")) one.removeAttribute("aria-current");
  const address = new URL(location.href);
  address.hash = "";
  if (!name) {
    address.searchParams.delete("s");
    history.replaceState(null, "", address);
    return;
  }
  for (const one of document.querySelectorAll(`#text [data-of~="${name}"]`)) one.classList.add("lit");
  const item = document.getElementById(name);
  item.classList.add("lit");
  item.setAttribute("aria-current", "true");
  address.searchParams.set("s", name);
  history.replaceState(null, "", address);
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth";
  if (scroll !== "list") document.getElementById(`at-${name}`)?.scrollIntoView({ block: "center", behavior: calm });
  if (scroll !== "text") item.scrollIntoView({ block: "nearest", behavior: calm });
}

document.addEventListener("click", (event) => {
  const sign = event.target.closest(".sign");
  const link = event.target.closest(".statements .to");
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (sign) { event.preventDefault(); choose(sign.dataset.s, "list"); }
  if (link) { event.preventDefault(); choose(link.closest("li").id, "text"); }
});

function step(by) {
  const list = items();
  if (!list.length) return;
  const at = list.indexOf(chosen());
  const next = list[Math.min(list.length - 1, Math.max(0, at < 0 ? (by > 0 ? 0 : list.length - 1) : at + by))];
  choose(next.id, "both");
  next.querySelector(".to").focus({ preventScroll: true });
}

// A note goes on the passage that is shown to be cited, on words that are selected, or on the statement that is lit.
function note() {
  const field = document.getElementById("note");
  const link = document.getElementById("point") || chosen()?.querySelector(".place");
  if (field) field.focus();
  else if (link) location.assign(link.href.replace(/#.*/, "#note"));
}

const KEYS = {
  "/": () => (document.getElementById("ask") || document.getElementById("q")).focus(),
  j: () => step(1),
  k: () => step(-1),
  "?": () => document.getElementById("help").showModal(),
  n: () => note(),
  Escape: () => chosen() && choose(null),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector("dialog[open]")) return;
  if (KEYS[event.key]) { event.preventDefault(); KEYS[event.key](); }
});

// Words that are selected can be cited or noted on: a link to them, in code points of the story's text.
const text = document.getElementById("text");

function place(node, offset) {
  const paragraph = (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).closest("#text > p");
  if (!paragraph) return null;
  const range = document.createRange();
  range.setStart(paragraph, 0);
  range.setEnd(node, offset);
  const before = range.cloneContents();
  for (const other of before.querySelectorAll(".sign")) other.remove();
  return Number(paragraph.dataset.start) + [...before.textContent].length;
}

function point() {
  document.getElementById("point")?.remove();
  const chosen = getSelection();
  if (chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  const [start, end] = [place(range.startContainer, range.startOffset), place(range.endContainer, range.endOffset)];
  if (start === null || end === null || start >= end) return;
  const box = range.getBoundingClientRect();
  const link = document.createElement("a");
  link.id = "point";
  link.href = `?s=chars:${start}-${end}#cite`;
  link.textContent = "Cite or note";
  link.style.setProperty("left", `${Math.max(8, box.left + scrollX)}px`);
  link.style.setProperty("top", `${box.bottom + scrollY + 6}px`);
  document.body.append(link);
}
if (text) document.addEventListener("mouseup", () => setTimeout(point));
if (text) document.addEventListener("keyup", (event) => event.shiftKey && point());

// Whether a screen reader says where marks begin; kept from page to page.
const spoken = document.getElementById("spoken");
function speak(on) {
  document.documentElement.classList.toggle("unspoken", !on);
  spoken.setAttribute("aria-pressed", String(on));
  localStorage.setItem("spoken", on ? "yes" : "no");
}
if (spoken) {
  spoken.hidden = false;
  speak(localStorage.getItem("spoken") !== "no");
  spoken.addEventListener("click", () => speak(spoken.getAttribute("aria-pressed") !== "true"));
}
if (location.hash === "#note") document.getElementById("note")?.focus();

// A page dropped anywhere on the first page is handed in.
const drop = document.getElementById("drop");
if (drop) {
  const frame = drop.closest("section");
  for (const name of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(name, (event) => {
      event.preventDefault();
      frame.classList.toggle("over", name === "dragover");
      if (name === "drop" && event.dataTransfer.files.length) {
        document.getElementById("file").files = event.dataTransfer.files;
        drop.requestSubmit();
      }
    });
  }
}
