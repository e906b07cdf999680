/* ziping: writing a long text: marks by button, lists that go on, figures by name, clean paste. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  const form = ziping.form;
  const MARK = /^([ \t\u3000]*)(## |[-•·] |\d{1,2}\. )/;
  const IS_LIST = /^([ \t\u3000]*)([-•·] |(\d{1,2})\. )(.*)$/;
  let menu = null;

  function isProse(control) {
    return Boolean(control && control.tagName === "TEXTAREA" && control.hasAttribute("data-prose"));
  }

  /* ---------- putting text in, so that the browser can take it back ---------- */

  function put(control, from, to, text) {
    control.focus();
    control.setSelectionRange(from, to);
    const isDone = text === "" ? document.execCommand("delete") : document.execCommand("insertText", false, text);
    if (!isDone) {
      control.setRangeText(text, from, to, "end");
      control.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }

  function insert(control, text) {
    put(control, control.selectionStart, control.selectionEnd, text);
  }

  function lineStart(control, at) {
    return control.value.lastIndexOf("\n", at - 1) + 1;
  }

  /* ---------- the tool line ---------- */

  function markLines(control, mark) {
    const from = lineStart(control, control.selectionStart);
    const next = control.value.indexOf("\n", control.selectionEnd);
    const to = next < 0 ? control.value.length : next;
    const lines = control.value.slice(from, to).split("\n");
    const wanted = function (at) { return mark === "1. " ? at + 1 + ". " : mark; };
    const isMarked = lines.every(function (line, at) { return line.trimStart().indexOf(wanted(at)) === 0; });
    const changed = lines.map(function (line, at) {
      const bare = line.replace(MARK, "");
      return isMarked ? bare : wanted(at) + bare.trimStart();
    });
    put(control, from, to, changed.join("\n"));
  }

  function tool(words, title, press) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "write-tool";
    button.textContent = words;
    button.title = title;
    button.addEventListener("click", press);
    return button;
  }

  function addTools(control) {
    const line = document.createElement("div");
    line.className = "write-tools";
    line.setAttribute("role", "toolbar");
    line.setAttribute("aria-label", "“" + ziping.label(ziping.codeOf(control)) + "”的格式");
    [["标题", "小标题，行首写“## ”", "## "], ["列表", "列项，行首写“- ”", "- "], ["编号", "编号列项，行首写“1. ”", "1. "]].forEach(function (each) {
      line.append(tool(each[0], each[1], function () { markLines(control, each[2]); }));
    });
    if (form.dataset.figures) {
      const figures = tool("插入数字", "插入表中的数，表中改了文字跟着改", function () { openMenu(control, figures); });
      figures.setAttribute("aria-expanded", "false");
      line.append(figures);
    }
    const box = control.closest("label") || control;
    box.parentNode.insertBefore(line, box);
  }

  /* ---------- 插入数字 ---------- */

  async function openMenu(control, button) {
    const isOpen = menu && menu.button === button;
    closeMenu();
    if (isOpen) { return; }
    const panel = document.createElement("div");
    panel.className = "figure-menu";
    panel.setAttribute("role", "dialog");
    panel.setAttribute("aria-label", "插入数字");
    panel.textContent = "正在读取表中的数……";
    button.setAttribute("aria-expanded", "true");
    button.closest(".write-tools").append(panel);
    menu = { panel: panel, button: button, control: control };
    await ziping.flush();
    const groups = await offers();
    if (!menu || menu.panel !== panel) { return; }
    panel.textContent = "";
    if (!groups) {
      panel.textContent = "现在读不到表中的数，请检查网络后再试。";
      return;
    }
    fill(panel, control, groups);
  }

  function closeMenu() {
    if (!menu) { return; }
    menu.button.setAttribute("aria-expanded", "false");
    menu.panel.remove();
    menu = null;
  }

  async function offers() {
    try {
      const response = await fetch(form.dataset.figures, { credentials: "same-origin" });
      if (!response.ok) { return null; }
      const page = new DOMParser().parseFromString(await response.text(), "text/html");
      return Array.from(page.querySelectorAll("[data-offers]"), function (group) {
        return { form: group.dataset.offers, rows: Array.from(group.querySelectorAll("[data-offer]")) };
      });
    } catch (error) {
      return null;
    }
  }

  function fill(panel, control, groups) {
    const search = document.createElement("input");
    search.type = "text";
    search.className = "figure-search";
    search.placeholder = "按名称查找";
    search.setAttribute("aria-label", "按名称查找");
    const list = document.createElement("div");
    list.className = "figure-list";
    groups.forEach(function (group) {
      const part = document.createElement("section");
      const title = document.createElement("p");
      title.className = "figure-form";
      title.textContent = group.form;
      part.append(title);
      group.rows.forEach(function (row) { part.append(choice(control, row)); });
      list.append(part);
    });
    search.addEventListener("input", function () { filter(list, search.value.trim()); });
    panel.append(search, list);
    search.focus();
  }

  function choice(control, row) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "figure-choice";
    const name = document.createElement("span");
    name.textContent = row.cells[0].textContent;
    const value = document.createElement("span");
    value.className = "figure";
    value.textContent = row.cells[1].textContent;
    button.dataset.typed = row.dataset.offer;
    button.append(name, " ", value);
    button.addEventListener("click", function () {
      closeMenu();
      insert(control, row.dataset.offer);
    });
    return button;
  }

  function filter(list, words) {
    list.querySelectorAll("section").forEach(function (part) {
      let shown = 0;
      part.querySelectorAll("button").forEach(function (button) {
        button.hidden = button.firstChild.textContent.indexOf(words) < 0;
        shown += button.hidden ? 0 : 1;
      });
      part.hidden = shown === 0;
    });
  }

  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape" || !menu) { return; }
    const control = menu.control;
    closeMenu();
    control.focus();
    event.stopImmediatePropagation();
  }, true);

  document.addEventListener("click", function (event) {
    if (menu && !menu.panel.contains(event.target) && !menu.button.contains(event.target)) { closeMenu(); }
  });

  /* ---------- Enter goes on with a list; in an empty item it ends it ---------- */

  form.addEventListener("keydown", function (event) {
    const control = event.target;
    const isPlain = !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Enter" || !isPlain || event.isComposing || ziping.isComposing || !isProse(control)) { return; }
    if (control.selectionStart !== control.selectionEnd) { return; }
    const from = lineStart(control, control.selectionStart);
    const line = IS_LIST.exec(control.value.slice(from, control.selectionStart));
    if (!line) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    if (line[4].trim() === "") {
      put(control, from, control.selectionStart, "");
    } else {
      insert(control, "\n" + line[1] + (line[3] ? Number(line[3]) + 1 + ". " : line[2]));
    }
  }, true);

  /* ---------- paste ---------- */

  form.addEventListener("paste", function (event) {
    const control = event.target;
    const html = event.clipboardData && event.clipboardData.getData("text/html");
    if (!isProse(control) || !html) { return; }
    /* A block of cells pasted into a table of the form goes into its cells. */
    if (!control.closest(".report-box") && ziping.isBlockOfCells(html)) { return; }
    const text = ziping.textOfHtml(html);
    if (!text) { return; }
    event.preventDefault();
    event.stopImmediatePropagation();
    const isMiddle = lineStart(control, control.selectionStart) !== control.selectionStart;
    const needsLine = isMiddle && (MARK.test(text) || text.indexOf("\n") >= 0);
    insert(control, (needsLine ? "\n" : "") + text);
  }, true);

  /* ---------- from a finding to the words it speaks of ---------- */

  form.addEventListener("click", function (event) {
    const link = event.target.closest("[data-quote]");
    const control = link && document.getElementById(link.hash.slice(1));
    const at = control && control.value ? control.value.indexOf(link.dataset.quote) : -1;
    if (at < 0) { return; }
    event.preventDefault();
    control.focus();
    control.setSelectionRange(at, at + link.dataset.quote.length);
  });

  ziping.controls().filter(isProse).forEach(addTools);
})(window.ziping);
