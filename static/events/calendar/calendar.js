// The calendar: a button that prints. The browser's own menu does the same without this.

const button = document.querySelector("[data-print]");
button.hidden = false;
button.addEventListener("click", () => print());
