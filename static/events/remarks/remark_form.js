// A common remark goes into the text as soon as it is chosen; without this a button does it.
const common = document.querySelector(".remark-common select");
const text = document.querySelector(".remark-form [name=text]");

if (common && text) {
  document.querySelector(".remark-common button").hidden = true;
  common.addEventListener("change", () => {
    if (!common.value) return;
    text.value = [text.value.trim(), common.selectedOptions[0].text].filter(Boolean).join("\n");
    common.value = "";
    text.dispatchEvent(new Event("input", { bubbles: true }));
    text.focus();
  });
}
