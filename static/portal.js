// Comforts of the public pages. Everything works without them: sizes are links, printing is in the
// browser's menu, closing leads to the list.
(() => {
  "use strict";
  const article = document.querySelector("[data-article]");
  if (!article) return;

  const sizes = Array.from(article.querySelectorAll("[data-size]"));
  for (const link of sizes) {
    link.addEventListener("click", (event) => {
      event.preventDefault();
      for (const other of sizes) {
        article.classList.toggle(`text-${other.dataset.size}`, other === link);
        if (other === link) other.setAttribute("aria-current", "true");
        else other.removeAttribute("aria-current");
      }
      history.replaceState(null, "", link.getAttribute("href"));
    });
  }

  for (const part of article.querySelectorAll("[data-needs-script]")) part.hidden = false;
  article.querySelector("[data-print]")?.addEventListener("click", () => window.print());
  // A window that a page opened can be closed; from any other the link leads to the list.
  article.querySelector("[data-close]")?.addEventListener("click", (event) => {
    if (window.opener) {
      event.preventDefault();
      window.close();
    }
  });
})();
