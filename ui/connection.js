// Says in the reader's language that the server cannot be reached, in place of Streamlit's English window, and when it can be again.

const { words, server, editions } = document.currentScript.dataset;
const said = JSON.parse(words);
const PATIENCE = 1500, GOODBYE = 4000; // ms: a short break is not worth a word; how long the good news stays
const STYLE = `
  body[data-cut] [data-testid=stDialog], body[data-cut] [data-testid=stConnectionStatus] {display: none !important}
  #connection {position: fixed; z-index: 1000000; left: 50%; top: .6rem; transform: translateX(-50%); box-sizing: border-box;
    width: max-content; max-width: calc(100vw - 1.6rem); padding: .5rem .9rem; border-radius: .5rem; font: 15px/1.4 'Source Sans', 'Segoe UI', Arial, sans-serif;
    color: #fff; background: #7a3e0c; box-shadow: 0 2px 12px rgba(0, 0, 0, .3)}
  #connection:empty {display: none}
  @media print {#connection {display: none}}`;

let app, bar, cut, waiting, leaving;

const tell = (name) => {
  const lang = document.documentElement.lang.startsWith('en') || /[?&]lang=en\b/.test(location.search) ? 'en' : 'vi';
  bar.textContent = name ? said[lang][name] : '';
};
// Streamlit's window would keep the reader from the page behind it, also unseen.
const dismiss = () => {
  for (const dialog of document.querySelectorAll('[data-testid=stDialog]')) {
    if (dialog.querySelector('h2')?.textContent === 'Connection error') dialog.querySelector('button')?.click();
  }
};

// A server started anew knows none of the page's parts: it makes the page again, from its address.
async function renew() {
  const answer = await fetch(editions, { method: 'HEAD', cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok && answer.headers.get('X-Server') !== server) location.reload();
}

function look() {
  const state = app.dataset.testConnectionState;
  const is = state !== 'CONNECTED' && state !== 'INITIAL';
  if (is === Boolean(cut)) return;
  if (is) {
    document.body.dataset.cut = '';
    cut = setInterval(dismiss, 200);
    clearTimeout(leaving);
    waiting = setTimeout(() => tell(navigator.onLine ? 'lost' : 'offline'), PATIENCE);
    return;
  }
  delete document.body.dataset.cut;
  clearInterval(cut);
  clearTimeout(waiting);
  cut = undefined;
  if (bar.textContent) tell('back');
  renew();
  leaving = setTimeout(() => tell(''), GOODBYE);
}

function watch() {
  const style = document.createElement('style');
  style.textContent = STYLE;
  bar = document.createElement('div');
  bar.id = 'connection';
  bar.setAttribute('role', 'status');
  document.body.append(style, bar);
  const begin = () => {
    app = document.querySelector('[data-testid=stApp]');
    if (!app) return false;
    new MutationObserver(look).observe(app, { attributeFilter: ['data-test-connection-state'] });
    look();
    return true;
  };
  if (begin()) return;
  const until = new MutationObserver(() => begin() && until.disconnect());
  until.observe(document.body, { childList: true, subtree: true });
}

if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', watch);
else watch();
