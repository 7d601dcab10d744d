// What feedkit asks a page in the browser. Each function is called by its name, with one argument.
({
  // What tells whether the page still changes.
  size() {
    return document.getElementsByTagName("*").length + (document.body?.textContent || "").length;
  },

  // Whether it shows anything like a list.
  has_list() {
    const marks = "a[href], h2, h3";
    return [...(document.body?.parentNode.querySelectorAll("body, body *") || [])].some((parent) => {
      if (parent.childElementCount < 3 || parent.closest("nav, header, footer")) return false;
      const filled = [...parent.children].filter(
        (child) => /\S/.test(child.textContent) && (child.matches(marks) || child.querySelector(marks))
      );
      return filled.length >= 3;
    });
  },

  // Asks for more entries: by a button that says so, else at the end of the page.
  more(words) {
    const plain = (text) => (text || "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
    const known = new Set(words.map(plain));
    const buttons = document.querySelectorAll(
      'button, [role="button"], input[type="button"], a:not([href]), a[href^="#"], a[href^="javascript:"]'
    );
    const label = (button) => plain(button.textContent || button.value || button.getAttribute("aria-label"));
    const usable = [...buttons].filter(
      (one) => known.has(label(one)) && !one.disabled && one.checkVisibility() && !one.closest("form")
    );
    usable.sort((one, other) => label(other).length - label(one).length);  // "load more posts" before "next"
    if (usable.length) {
      usable[0].scrollIntoView({block: "center"});
      usable[0].click();
      return;
    }
    const ends = [document.scrollingElement, ...document.querySelectorAll("main, [role=main], div, section")]
      .filter((one) => one && one.scrollHeight > one.clientHeight + 200 && one.clientHeight > 300);
    for (const one of ends.slice(0, 5)) one.scrollTo({top: one.scrollHeight, behavior: "instant"});
  },

  // The addresses that the page links to.
  links() {
    return [...new Set([...document.links].map((link) => link.href))].slice(0, 20000);
  },

  // The page as HTML, with what custom elements show; null where it is longer than so many characters. Where
  // scripts have changed the page's address, relative links are resolved against the new one.
  html({limit, address}) {
    const inert = document.implementation.createHTMLDocument("");
    let shadows = false;
    const contents = (node) => {
      if (node.shadowRoot) {
        shadows = true;
        return node.shadowRoot.childNodes;
      }
      if (node.localName === "slot" && node.getRootNode() instanceof ShadowRoot) {
        const assigned = node.assignedNodes({flatten: true});
        return assigned.length ? assigned : node.childNodes;
      }
      return node.childNodes;
    };
    const flat = (node) => {
      const copy = inert.importNode(node, node.localName === "template");
      if (node.localName === "template") return copy;
      for (const child of contents(node)) {
        const hidden = child.localName === "noscript" && !child.textContent.includes("<img");
        const style = child.localName === "style" && child.getRootNode() instanceof ShadowRoot;
        if (!hidden && !style) copy.appendChild(flat(child));
      }
      return copy;
    };
    let html;
    try {
      const copy = flat(document.documentElement);
      if (document.baseURI.split("#")[0] !== address.split("#")[0] && !document.querySelector("base[href]")) {
        const base = inert.createElement("base");
        base.setAttribute("href", document.baseURI);
        copy.querySelector("head")?.prepend(base);
      }
      html = copy.outerHTML;
    } catch (error) {  // it is nested too deeply
      html = document.documentElement.outerHTML;
    }
    return html.length > limit ? null : "<!DOCTYPE html>\n" + html;
  },
})
