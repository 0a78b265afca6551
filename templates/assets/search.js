// Search over titles, prose and metrics. The index is a classic script, loaded when somebody wants to search.
(function () {
  "use strict";
  var MOST = 12;
  var root = document.currentScript.getAttribute("src").replace(/assets\/search\.js$/, "");
  var tools = document.querySelector("header.top .tools");
  if (!tools) {
    return;
  }

  var box = document.createElement("search");
  var input = document.createElement("input");
  input.type = "search";
  input.placeholder = "Search  /";
  input.setAttribute("aria-label", "Search tasks, metrics and pages");
  input.setAttribute("autocomplete", "off");
  var list = document.createElement("ul");
  list.hidden = true;
  var status = document.createElement("p");
  status.className = "told";
  status.setAttribute("role", "status");
  var none = document.createElement("p");
  none.className = "none";
  none.hidden = true;
  box.append(input, list, none, status);
  tools.prepend(box);

  var loading = false;
  function load() {
    if (!loading) {
      loading = true;
      var script = document.createElement("script");
      script.src = root + "assets/index.js";
      script.onload = show;
      document.head.appendChild(script);
    }
  }

  var LETTERS = { "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i" };

  // Letters without their marks, and one of two ways to spell a word.
  function fold(text) {
    return text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "")
      .replace(/[ßæœøłđðþı]/g, function (letter) { return LETTERS[letter]; });
  }

  function spell(word) {
    return word
      .replace(/([a-z]{3,})is(e[drs]?|ing|ers?|ations?|able)$/, "$1iz$2")
      .replace(/([a-z]{3,})ys(e[drs]?|ing|ers?)$/, "$1yz$2")
      .replace(/([a-z]{3,})our(s|ed|ing|al|able)?$/, "$1or$2")
      .replace(/([a-z]{2,})ll(ed|ing|ers?)$/, "$1l$2")
      .replace(/([a-z]{3,})ogue(s?)$/, "$1og$2")
      .replace(/([a-z]{2,})tre(s?)$/, "$1ter$2")
      .replace(/([a-z]{3,})ence(s?)$/, "$1ense$2");
  }

  // IDs without the zeros of their numbers: T-004 is t-4.
  function wordsOf(text) {
    return fold(text)
      .replace(/\b([a-z][a-z0-9]*)[-\u2010\u2011]0*([0-9]+)\b/g, "$1-$2 ")
      .split(/[^\p{L}\p{N}_.%-]+/u)
      .map(function (word) { return spell(word.replace(/^[.-]+|[.-]+$/g, "")); })
      .filter(Boolean);
  }

  // At most so many letters changed, added, left out or exchanged, in a word or its beginning.
  function near(word, other, most) {
    if (word[0] !== other[0] && word[1] !== other[1]) {
      return false;
    }
    var before = [];
    var last = [];
    for (var j = 0; j <= other.length; j++) {
      last[j] = j;
    }
    for (var i = 1; i <= word.length; i++) {
      var row = [i];
      for (j = 1; j <= other.length; j++) {
        var same = word[i - 1] === other[j - 1];
        row[j] = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = last;
      last = row;
    }
    return Math.min.apply(null, last) <= most;
  }

  function match(word, words) {
    var best = 0;
    var most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    for (var i = 0; i < words.length && best < 1; i++) {
      var other = words[i];
      if (other === word) {
        best = 1;
      } else if (other.indexOf(word) === 0) {
        best = Math.max(best, 0.8);
      } else if (word.length > 2 && other.indexOf(word) > 0) {
        best = Math.max(best, 0.5);
      } else if (best < 0.3 && most && other.length >= word.length - most && /^[^0-9]+$/.test(word) && near(word, other, most)) {
        best = 0.3;
      }
    }
    return best;
  }

  var entries = null;
  var prefixes = {};
  function prepare() {
    entries = window.ledgerIndex.map(function (entry) {
      var id = wordsOf(entry[0]);
      var dash = entry[0].lastIndexOf("-");
      if (dash > 0) {
        prefixes[fold(entry[0].slice(0, dash))] = true;
        id.push(String(parseInt(entry[0].slice(dash + 1), 10)));
      }
      var part = entry.length > 5;
      return {
        raw: entry,
        part: part,
        id: id,
        fields: part
          ? [[5, wordsOf(entry[5])], [1.2, wordsOf(entry[3])], [1.4, wordsOf(entry[1])], [0.8, wordsOf(entry[2])]]
          : [[6, wordsOf(entry[1])], [3, wordsOf(entry[2])], [1, wordsOf(entry[3])]]
      };
    });
  }

  // The query's words; "t 4" and "t4" are an ID.
  function asked(query) {
    return wordsOf(fold(query).replace(/\b([a-z]+) ?0*([0-9]+)\b/g, function (whole, prefix, number) {
      return prefixes[prefix] ? prefix + "-" + number : whole;
    })).map(function (word) { return /^0+[0-9]+$/.test(word) ? word.replace(/^0+(?=.)/, "") : word; });
  }

  // Every word must be found; of a part of a page, one in the part itself. Signs alone are looked for as they are.
  function score(entry, words) {
    if (!words.length) {
      return entry.raw.some(function (text) { return text.indexOf(input.value.trim()) >= 0; }) ? 1 : 0;
    }
    var sum = 0;
    var own = !entry.part;
    for (var i = 0; i < words.length; i++) {
      var best = entry.id.indexOf(words[i]) >= 0 ? (entry.part ? 2 : 8) : 0;
      for (var f = 0; f < entry.fields.length; f++) {
        var found = match(words[i], entry.fields[f][1]);
        best = Math.max(best, entry.fields[f][0] * found);
        own = own || (f < 2 && found > 0);
      }
      if (best === 0) {
        return 0;
      }
      sum += best;
    }
    return own ? sum : 0;
  }

  function excerpt(text, words) {
    var plain = fold(text);
    var at = -1;
    words.forEach(function (word) {
      var found = plain.indexOf(word);
      at = found >= 0 && (at < 0 || found < at) ? found : at;
    });
    at = Math.max(0, at - 30);
    at = at > 0 ? text.indexOf(" ", at) + 1 : 0;
    return (at > 0 ? "…" : "") + text.slice(at, at + 110) + (at + 110 < text.length ? "…" : "");
  }

  function show() {
    if (window.ledgerIndex && !entries) {
      prepare();
    }
    var words = asked(input.value);
    list.textContent = "";
    list.hidden = true;
    status.textContent = "";
    none.hidden = true;
    if (!entries || !input.value.trim()) {
      return;
    }
    var hits = entries
      .map(function (entry) { return { entry: entry, score: score(entry, words) }; })
      .filter(function (hit) { return hit.score > 0; })
      .sort(function (a, b) { return b.score - a.score; });
    status.textContent = hits.length === 1 ? "1 place found" : hits.length + " places found";
    hits.slice(0, MOST).forEach(function (hit) {
      var item = document.createElement("li");
      var link = document.createElement("a");
      var raw = hit.entry.raw;
      link.href = root + (raw[4] || "tasks/" + raw[0] + ".html");
      var title = document.createElement("strong");
      title.textContent = (raw[0] + " " + raw[1]).trim() + (raw[5] ? " › " + raw[5] : "");
      var text = document.createElement("span");
      text.textContent = (raw[2] && !raw[5] ? raw[2] + ". " : "") + excerpt(raw[3], words);
      link.append(title, text);
      item.appendChild(link);
      list.appendChild(item);
    });
    if (hits.length > MOST) {
      var more = document.createElement("li");
      more.className = "more";
      more.textContent = "and " + (hits.length - MOST) + " more: add a word";
      list.appendChild(more);
    }
    none.textContent = "Nothing found. Every word must be in a title, a page or a metric.";
    none.hidden = hits.length > 0;
    list.hidden = hits.length === 0;
  }

  function move(by) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement) + by;
    if (at < 0) {
      input.focus();
    } else if (at < links.length) {
      links[at].focus();
    }
  }

  input.addEventListener("focus", load);
  input.addEventListener("input", show);
  box.addEventListener("keydown", function (event) {
    if (event.key === "Escape") {
      input.value = "";
      show();
      input.focus();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && event.target === input) {
      var first = list.querySelector("a");
      if (first) {
        location.href = first.href;
      }
    }
  });
  document.addEventListener("keydown", function (event) {
    var tag = document.activeElement ? document.activeElement.tagName : "";
    if (event.key === "/" && !event.ctrlKey && !event.metaKey && tag !== "INPUT" && tag !== "TEXTAREA") {
      event.preventDefault();
      input.focus();
    }
  });
})();
