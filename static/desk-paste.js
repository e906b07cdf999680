/* ziping: a block of cells pasted into a form. The server lays it over the form; here it is only
   sent, and what the server shows of it stands in a window over the form. */
(function (ziping) {
  "use strict";
  if (!ziping || !window.HTMLDialogElement) { return; }

  const form = ziping.form;
  const page = form.querySelector("[data-paste-page]");
  if (!page) { return; }

  let dialog = null;

  /* ---------- what is in the clipboard ---------- */

  function lines(cell) {
    const copy = cell.cloneNode(true);
    copy.querySelectorAll("br").forEach(function (br) { br.replaceWith("\n"); });
    copy.querySelectorAll("p + p, div + div").forEach(function (block) { block.prepend("\n"); });
    return copy.textContent.split("\n").map(function (line) {
      return line.replace(/\s+/g, " ").trim();
    }).join("\n").trim();
  }

  /* The cells of a table and which of them are merged; nothing else of the page that it was. */
  function plain(table) {
    const made = document.implementation.createHTMLDocument("");
    const root = made.createElement("table");
    Array.from(table.rows).forEach(function (row) {
      const line = root.insertRow();
      Array.from(row.cells).forEach(function (cell) {
        const box = line.insertCell();
        if (cell.colSpan > 1) { box.colSpan = cell.colSpan; }
        if (cell.rowSpan > 1) { box.rowSpan = cell.rowSpan; }
        lines(cell).split("\n").forEach(function (text, at) {
          if (at > 0) { box.append(made.createElement("br")); }
          box.append(text);
        });
      });
    });
    return root;
  }

  /* The largest table of a page; null where it has none. */
  function table(html) {
    const found = Array.from(new DOMParser().parseFromString(html, "text/html").querySelectorAll("table"));
    const size = function (one) { return one.querySelectorAll("td, th").length; };
    return found.sort(function (one, other) { return size(other) - size(one); })[0] || null;
  }

  function isOneCell(root) {
    return root.rows.length === 1 && root.rows[0].cells.length === 1;
  }

  /* Words with line breaks belong into one cell where it takes several lines. */
  function isBlock(control, text) {
    const inner = text.replace(/\s+$/, "");
    return inner.indexOf("\t") >= 0 || inner.indexOf("\n") >= 0 && control.tagName === "INPUT";
  }

  form.addEventListener("paste", function (event) {
    const control = event.target;
    if (!ziping.codeOf(control) || !control.closest(".grid") || !event.clipboardData) { return; }
    const text = event.clipboardData.getData("text/plain").replace(/\r/g, "");
    const found = table(event.clipboardData.getData("text/html"));
    if (found && !isOneCell(found)) {
      event.preventDefault();
      show(control, text, plain(found).outerHTML);
    } else if (isBlock(control, text)) {
      event.preventDefault();
      show(control, text, "");
    } else if (found && control.tagName !== "SELECT") {
      /* One cell of a spreadsheet ends with a line break that is no part of its text. */
      event.preventDefault();
      control.setRangeText(text.trim(), control.selectionStart, control.selectionEnd, "end");
      ziping.count(control);
      ziping.changed([control]);
    }
  });

  /* ---------- what the server makes of it ---------- */

  async function show(control, text, html) {
    await ziping.flush();
    const sent = {
      _csrf: ziping.csrf,
      "do": "read",
      cell: ziping.codeOf(control),
      usual: ziping.unit,
      block: text,
      html: html
    };
    let answer = null;
    try {
      const response = await fetch(page.href, { method: "POST", body: new URLSearchParams(sent), credentials: "same-origin" });
      answer = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("[data-paste]");
    } catch (error) {
      /* said below */
    }
    if (answer) {
      open(answer, control);
    } else {
      ziping.card("paste", "没有粘贴", function (card) {
        const line = document.createElement("p");
        line.textContent = "系统没有读到复制的内容，请稍后再粘贴一次；登录已过期的，请先重新登录。";
        card.append(line, ziping.button("知道了", function () { ziping.dropCard("paste"); }));
      });
    }
  }

  function open(answer, control) {
    if (dialog) { dialog.remove(); }
    dialog = document.createElement("dialog");
    dialog.className = "paste-window";
    const shown = document.importNode(answer, true);
    const title = shown.querySelector("h1");
    title.id = "paste-title";
    dialog.setAttribute("aria-labelledby", title.id);
    dialog.append(shown);
    document.body.append(dialog);
    shown.addEventListener("click", function (event) {
      if (!event.target.closest("[data-paste-close]")) { return; }
      event.preventDefault();
      dialog.close();
    });
    dialog.addEventListener("close", function () { control.focus(); });
    dialog.showModal();
    const first = shown.querySelector("[data-paste-go]") || shown.querySelector("[data-paste-close]");
    if (first) { first.focus(); }
  }
})(window.ziping);
