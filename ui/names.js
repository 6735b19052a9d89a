// Streamlit's own names for its parts are English on every page; here they get the page's words. Another language is told to those who listen.

const like = (own) => new RegExp(`^${own.replace('{name}', '(.+)')}$`);
const NAMED = ['aria-label', 'placeholder', 'title'];
const SPOKEN = '[data-testid=stSkipToContent], [data-testid=InputInstructions], [data-testid=InputInstructions] *, [role=listbox] li, [role=menuitem] *, [data-testid=stTopNav] *';

/** names: what Streamlit says -> the words for it, `{name}` for what stands there. languages: those of the switch, in its order. */
function name({ names, languages }) {
  const wordsFor = (text) => {
    if (names[text]) return names[text];
    const [own, words] = Object.entries(names).find(([own]) => own.includes('{name}') && like(own).test(text)) ?? [];
    return own && words.replace('{name}', like(own).exec(text)[1]);
  };
  for (const attribute of NAMED)
    for (const element of document.querySelectorAll(`[${attribute}]`)) {
      const text = element.getAttribute(attribute), words = wordsFor(text);
      if (words && words !== text) element.setAttribute(attribute, words);
    }
  for (const element of document.querySelectorAll(SPOKEN)) {
    const said = element.firstChild, words = said?.nodeType === Node.TEXT_NODE && wordsFor(said.data);
    if (words && words !== said.data) said.data = words;
  }
  // Streamlit puts something else between the list of a phone's menu and its items, so that neither is what it says.
  document.querySelectorAll('[data-testid=stSidebarNavItems], [data-testid=stSidebarNavItems] li').forEach((part) => part.setAttribute('role', 'none'));
  document.querySelectorAll('.st-key-language button').forEach((button, at) => button.setAttribute('lang', languages[at]));
}

/** Tables of one page that would be called the same are numbered. */
function tables() {
  const called = {};
  for (const table of document.querySelectorAll('[data-testid=stDataFrameResizable][aria-label]')) {
    const words = table.getAttribute('aria-label').replace(/ · \d+$/, ''), count = (called[words] = (called[words] ?? 0) + 1);
    const label = count > 1 ? `${words} · ${count}` : words;
    if (label !== table.getAttribute('aria-label')) table.setAttribute('aria-label', label);
  }
}

const REACHED = 'a[href], button:not([disabled]), input, textarea, [tabindex="0"]';
let opener; // the button that the keyboard stood on when what is open was opened
/** What a button opens stands at the end of the page: the keyboard is led there, and back when it closes. */
function lead() {
  const open = document.querySelector('[data-testid=stPopoverBody]'), at = document.activeElement;
  if (open && !opener && at?.closest('[data-testid=stPopover]') && at.matches(':focus-visible')) {
    opener = at;
    open.querySelector(REACHED)?.focus();
  } else if (!open && opener) {
    if (at === document.body) opener.focus();
    opener = undefined;
  }
}

/** Names what stands and what comes; returns what ends that. */
function naming(data) {
  let due;
  const soon = () => { due ??= setTimeout(() => { due = undefined; mend(); }, 60); };
  const mend = () => { name(data); tables(); lead(); };
  mend();
  const watch = new MutationObserver(soon);
  watch.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['aria-label', 'placeholder'] });
  return () => { watch.disconnect(); clearTimeout(due); };
}

