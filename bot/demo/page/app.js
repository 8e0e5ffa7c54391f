// The page: one phone a person, the tabs, the toolbar, and the live line to the server.

import { element } from "/page/message.js";
import { Phone } from "/page/phone.js";
import { post } from "/page/server.js";

const phones = new Map();
const stage = document.querySelector(".stage");
const tabs = document.querySelector(".tabs");
let faults = {};
let firstChat = { blocked: false };

// People.

function showState(state) {
  for (const person of state.people) {
    if (!phones.has(person.id)) seat(person, state.bot);
    phones.get(person.id).know(person, state.bot);
  }
  faults = state.faults;
  showFaults();
  const controlled = state.status !== null;
  for (const tool of document.querySelectorAll(".needs-bot")) tool.hidden = !controlled;
  if (controlled) showBot(state);
}

function seat(person, bot) {
  const phone = new Phone(person, bot);
  phones.set(person.id, phone);
  phone.root.classList.add(phones.size === 1 ? "lead" : "staff");
  stage.append(phone.root);
  addTab(person, phone);
}

function addTab(person, phone) {
  const short = person.label.startsWith("Une ") ? "Projet" : person.name.split(" ")[0];
  const tab = element("button", "tab", short);
  tab.type = "button";
  tab.id = `tab-${person.id}`;
  tab.setAttribute("role", "tab");
  tab.setAttribute("aria-controls", phone.root.id);
  tab.addEventListener("click", () => choose(person.id));
  tabs.append(tab);
  phone.onNews = (chat) => {
    if (chat.id === [...phones.keys()][0]) { firstChat = chat; showFaults(); }
    const last = chat.messages.findLast((message) => message.from_bot)?.message_id ?? 0;
    const seen = phone.seen ??= last;  // what came before the page was opened is no news
    if (tab.getAttribute("aria-selected") === "true") phone.seen = last;
    tab.classList.toggle("news", last > seen && tab.getAttribute("aria-selected") !== "true");
  };
  if (phones.size === 1) choose(person.id);
  else tab.tabIndex = -1;
}

function choose(id) {
  for (const [other, phone] of phones) {
    const tab = document.getElementById(`tab-${other}`), chosen = other === id;
    tab.setAttribute("aria-selected", String(chosen));
    tab.tabIndex = chosen ? 0 : -1;
    phone.root.classList.toggle("chosen", chosen);
    if (chosen) {
      tab.classList.remove("news");
      phone.seen = Math.max(0, ...phone.shown.keys());
      phone.log.scrollTop = phone.log.scrollHeight;
    }
  }
}

tabs.addEventListener("keydown", (event) => {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!step) return;
  const every = [...tabs.children];
  const next = every.at((every.indexOf(document.activeElement) + step) % every.length);
  next.click();
  next.focus();
});

// The bot, its clock, its faults.

function showBot({ status, clock, pending }) {
  const alive = status.alive ?? status.running ?? false;
  const holder = document.getElementById("status");
  const waiting = pending === 1 ? ", 1 message attend" : pending > 1 ? `, ${pending} messages attendent` : "";
  const words = `Robot ${alive ? "en marche" : "arrêté"}${waiting}`;
  if (holder.textContent !== words) holder.textContent = words;
  holder.classList.toggle("down", !alive);
  document.getElementById("clock").textContent = inWords(clock);
}

function inWords(iso) {
  const zoned = /(Z|[+-]\d\d:?\d\d)$/.test(iso);
  const when = new Date(zoned ? iso : `${iso}Z`);
  const zone = { timeZone: zoned ? "Europe/Paris" : "UTC" };
  const day = new Intl.DateTimeFormat("fr-FR", { weekday: "long", day: "numeric", month: "long", ...zone }).format(when);
  const [hour, minute] = new Intl.DateTimeFormat("fr-FR", { hour: "numeric", minute: "2-digit", ...zone })
    .formatToParts(when).filter((part) => part.type !== "literal").map((part) => part.value);
  return `${day}, ${Number(hour)} h ${minute}`;
}

function showFaults() {
  const on = { slow: faults.slow > 0, too_many: faults.too_many_left > 0, blocked: firstChat.blocked };
  for (const button of document.querySelectorAll("[data-fault]")) {
    button.setAttribute("aria-pressed", String(on[button.dataset.fault]));
  }
}

function switchFault(name, wanted) {
  if (name === "blocked") return post(`/demo/people/${[...phones.keys()][0]}/${wanted ? "block" : "unblock"}`);
  if (name === "slow") return post("/demo/faults", { slow: wanted ? 2 : 0 });
  return post("/demo/faults", { too_many_left: wanted ? 3 : 0, too_many_retry_after: 5 });
}

async function during(button, work) {
  button.disabled = true;
  try {
    await work();
  } catch (problem) {
    phones.values().next().value?.toast(problem.message);
  }
  button.disabled = false;
  // It lost the focus while disabled; one who has gone on to write elsewhere keeps theirs.
  if ([button, document.body, null].includes(document.activeElement)) button.focus();
}

for (const button of document.querySelectorAll("[data-fault]")) {
  button.addEventListener("click", () =>
    during(button, () => switchFault(button.dataset.fault, button.getAttribute("aria-pressed") !== "true")));
}
for (const button of document.querySelectorAll("[data-step]")) {
  button.addEventListener("click", () => during(button, () => post("/demo/clock", { step: button.dataset.step })));
}
const restart = document.getElementById("restart");
restart.addEventListener("click", () => during(restart, () => post("/demo/restart")));

// On a phone the tools start closed: the conversation comes first.
if (matchMedia("(max-width: 899px)").matches) document.getElementById("tools").open = false;

const line = new EventSource("/demo/events");
line.addEventListener("open", () => { document.getElementById("lost").hidden = true; });
line.addEventListener("error", () => { document.getElementById("lost").hidden = false; });
line.addEventListener("state", (event) => showState(JSON.parse(event.data)));
line.addEventListener("chat", (event) => {
  const chat = JSON.parse(event.data);
  phones.get(chat.id)?.update(chat);
});
