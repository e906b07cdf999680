/* ziping: what is copied from Word, WPS or a web page as plain text with the marks of long texts.
   The clipboard's HTML is read in a document of its own and never put into the page: only letters
   come out of it. */
(function (ziping) {
  "use strict";
  if (!ziping) { return; }

  /* More than any report; what is longer is pasted as the browser does. */
  const LONGEST_HTML = 4000000;
  const DEEPEST = 200;
  const LEFT_OUT = new Set(["STYLE", "SCRIPT", "TITLE", "META", "LINK", "XML", "NOSCRIPT", "TEMPLATE", "SVG", "MATH",
    "IMG", "OBJECT", "IFRAME", "VIDEO", "AUDIO", "CANVAS", "BUTTON", "SELECT", "TEXTAREA", "INPUT", "DEL"]);
  const BLOCKS = new Set(["P", "DIV", "H1", "H2", "H3", "H4", "H5", "H6", "UL", "OL", "DL", "DT", "DD", "SECTION",
    "ARTICLE", "BLOCKQUOTE", "PRE", "HEADER", "FOOTER", "FIGURE", "FIGCAPTION", "ADDRESS", "CENTER", "BODY", "HR"]);
  const IS_HEADING = /^H[1-6]$/;
  const WIDE = "[\\u2e80-\\u9fff\\uf900-\\ufaff\\uff00-\\uffef\\u3000-\\u303f\\u201c\\u201d\\u2018\\u2019]";
  const BROKEN = new RegExp("(" + WIDE + ") ?\\n ?(?=" + WIDE + ")", "g");

  /* The text of a piece of HTML; null when it is too long. */
  ziping.textOfHtml = function (html) {
    if (html.length > LONGEST_HTML) { return null; }
    const page = new DOMParser().parseFromString(html, "text/html");
    const text = { lines: [], line: "", mark: "", depth: 0 };
    walk(page.body, text);
    end(text);
    return text.lines.join("\n").replace(/\n{3,}/g, "\n\n").trim();
  };

  function end(text) {
    const words = text.line.replace(/[ \t]+$/, "");
    if (words.trim()) { text.lines.push(text.mark + words.trim()); }
    text.line = "";
    text.mark = "";
  }

  function walk(node, text) {
    node.childNodes.forEach(function (child) {
      if (child.nodeType === Node.TEXT_NODE) {
        add(text, child.data);
      } else if (child.nodeType === Node.ELEMENT_NODE && text.depth < DEEPEST) {
        text.depth += 1;
        element(child, text);
        text.depth -= 1;
      }
    });
  }

  /* White space of the source is one blank; a line break between two Chinese characters is none. */
  function add(text, data) {
    const words = data.replace(/[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\u0000-\u0008\u000b\u000c\u000e-\u001f]/g, "")
      .replace(/\u00a0/g, " ")
      .replace(/[ \t\r]*\n[ \t\r\n]*/g, "\n");
    const whole = (text.line + words).replace(BROKEN, "$1").replace(/\n/g, " ");
    text.line = whole.replace(/ {2,}/g, " ");
  }

  function element(node, text) {
    const tag = node.tagName.toUpperCase();
    const style = (node.getAttribute("style") || "").replace(/\s/g, "").toLowerCase();
    if (LEFT_OUT.has(tag) || node.hidden || /display:none|mso-hide:all/.test(style)) { return; }
    if (/mso-list:ignore/.test(style)) {
      text.mark = text.line.trim() ? text.mark : markOf(node.textContent);
    } else if (tag === "BR") {
      const mark = text.mark;
      end(text);
      text.mark = mark === "## " ? mark : "";
    } else if (tag === "TABLE") {
      end(text);
      table(node, text);
    } else if (tag === "LI") {
      item(node, text);
    } else if (BLOCKS.has(tag)) {
      end(text);
      if (IS_HEADING.test(tag) || node.classList.contains("MsoTitle")) { text.mark = "## "; }
      walk(node, text);
      end(text);
    } else {
      walk(node, text);
    }
  }

  /* The number or dot that Word writes before an item. Chinese numbers belong to the words. */
  function markOf(words) {
    const mark = words.replace(/[\s\u00a0]/g, "");
    const number = /^(\d{1,2})[.．、)）]?$/.exec(mark);
    if (number) { return Number(number[1]) + ". "; }
    return /^[一二三四五六七八九十（(]/.test(mark) ? mark : "- ";
  }

  function item(node, text) {
    end(text);
    const list = node.parentElement;
    if (list && list.tagName === "OL") {
      const before = Array.from(list.children).filter(function (child) { return child.tagName === "LI"; });
      const number = Number(node.getAttribute("value")) || (Number(list.getAttribute("start")) || 1) + before.indexOf(node);
      text.mark = number > 0 && number < 100 ? number + ". " : "";
    } else {
      text.mark = "- ";
    }
    const mark = text.mark;
    /* A paragraph inside an item keeps the item's mark on its first line. */
    const first = node.firstElementChild;
    if (first && BLOCKS.has(first.tagName) && first === node.firstChild) {
      walk(first, text);
      text.mark = text.mark || mark;
      end(text);
      Array.from(node.childNodes).slice(1).forEach(function (child) {
        if (child.nodeType === Node.ELEMENT_NODE) { element(child, text); } else if (child.nodeType === Node.TEXT_NODE) { add(text, child.data); }
      });
    } else {
      walk(node, text);
    }
    end(text);
  }

  /* A row is a line, a tab between its cells; a table of one cell is its text. */
  function table(node, text) {
    const rows = Array.from(node.rows || []);
    const cells = rows.map(function (row) { return Array.from(row.cells); });
    if (cells.length === 1 && cells[0].length === 1) {
      walk(cells[0][0], text);
      end(text);
      return;
    }
    cells.forEach(function (row) {
      const words = row.map(function (cell) {
        const inside = { lines: [], line: "", mark: "", depth: text.depth };
        walk(cell, inside);
        end(inside);
        return inside.lines.join(" ").replace(/\t/g, " ");
      });
      const line = words.join("\t");
      if (line.trim()) { text.lines.push(line); }
    });
  }

  /* Whether a piece of HTML is a block of cells, which has a way of its own into a form. */
  ziping.isBlockOfCells = function (html) {
    const page = new DOMParser().parseFromString(html.slice(0, LONGEST_HTML), "text/html");
    return page.querySelectorAll("td, th").length > 1;
  };
})(window.ziping);
