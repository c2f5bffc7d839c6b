// What the modules of the sheet make and tell: elements, buttons, and events of the document.

export function element(name, text = "", className = "") {
  const made = document.createElement(name);
  if (text) made.textContent = text;
  if (className) made.className = className;
  return made;
}

export function button(words, className, act) {
  const made = element("button", words, className);
  made.type = "button";
  made.addEventListener("click", act);
  return made;
}

export function announce(name, detail) {
  document.dispatchEvent(new CustomEvent(name, { detail }));
}
