/* ziping: a page without cells, while this browser still holds texts that were not saved. On a closed
   filing they are shown to be copied (should it open again, its forms put them back); before 提交 they
   are called to mind. */
(function () {
  "use strict";

  const desk = document.querySelector("[data-kept]");
  if (!desk) { return; }
  const head = ["ziping", "cell", desk.dataset.account, desk.dataset.filing, ""].join("/");

  function kept() {
    const found = [];
    try {
      for (let at = 0; at < localStorage.length; at += 1) {
        const key = localStorage.key(at);
        if (key.indexOf(head) === 0) { found.push([key, JSON.parse(localStorage.getItem(key))]); }
      }
    } catch (error) {
      /* the browser keeps nothing, so there is nothing to show */
    }
    return found.sort(function (one, other) { return one[1].at - other[1].at; });
  }

  function paragraph(className, words) {
    const made = document.createElement("p");
    made.className = className;
    made.textContent = words;
    return made;
  }

  function show() {
    desk.textContent = "";
    const texts = kept();
    if (texts.length === 0) { return; }
    const card = document.createElement("div");
    card.className = "desk-card desk-card-wide";
    card.append(
      paragraph("desk-card-title", "本机有 " + texts.length + " 处没有来得及保存的内容"),
      paragraph("", desk.dataset.kept === "open"
        ? "提交之前，请先打开表格：这些内容会自动放回原处并保存，不打开表格就不在提交的内容之中。"
        : "填报现在不能修改，这些内容没有保存，可以复制留用；填报退回或撤回后打开表格，会自动放回原处。")
    );
    texts.forEach(function (pair) {
      const entry = pair[1];
      const quote = document.createElement("div");
      quote.className = "desk-quote";
      quote.append(paragraph("desk-quote-by", entry.label || ""), paragraph("readable", entry.typed || "（空）"));
      const drop = document.createElement("button");
      drop.type = "button";
      drop.className = "link-button";
      drop.textContent = "不再保留";
      drop.addEventListener("click", function () {
        localStorage.removeItem(pair[0]);
        show();
      });
      quote.append(drop);
      card.append(quote);
    });
    desk.append(card);
  }

  show();
})();
