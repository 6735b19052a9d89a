// Asks which editions of the data there are, and says when the page shows an older one than the newest.

const root = () => {
  // Where the dashboard stands, which a proxy may have put below a path: Streamlit's own files are asked for from there.
  const script = document.querySelector('script[src*="/static/js/"]');
  return script ? script.src.slice(0, script.src.indexOf('static/js/')) : `${location.origin}/`;
};

// The edition that the reader does not want to be told of again.
let refused = '';

export default anew(({ data, parentElement, setTriggerValue }) => {
  const bar = parentElement.querySelector('.news');
  const said = bar.querySelector('span'), button = bar.querySelector('.open'), later = bar.querySelector('.later');
  let opened = false, newest = '';
  later.setAttribute('aria-label', data.later);
  later.onclick = () => {
    refused = newest;
    bar.hidden = true;
  };
  const open = () => {
    if (opened) return;
    opened = true;
    bar.hidden = true;
    setTriggerValue('open', true);
  };
  const tell = (words, action) => {
    if (said.textContent !== words) said.textContent = words;
    button.textContent = action;
    bar.hidden = !words || data.quiet;
  };
  button.onclick = open;
  tell(data.moved, '');
  const ask = async () => {
    if (document.hidden && data.held) return;
    let there;
    try {
      const answer = await fetch(root() + data.path, { cache: 'no-store' });
      there = answer.ok ? await answer.json() : [];
    } catch {
      return; // the line is cut; ui/connection.js says so
    }
    if (!there.length || opened) return;
    newest = there[0].token;
    if (newest === data.held) {
      if (!data.moved) tell('', '');
    } else if (!there.some((edition) => edition.token === data.held)) {
      open(); // what the page shows is held no longer, or there was nothing to show
    } else if (newest !== refused) {
      tell(data.newer.replace('{version}', there[0].version), data.open);
    }
  };
  const clock = setInterval(ask, data.every * 1000);
  const back = () => { if (!document.hidden) ask(); };
  document.addEventListener('visibilitychange', back);
  window.addEventListener('online', ask);
  window.addEventListener('focus', ask);
  return () => {
    clearInterval(clock);
    document.removeEventListener('visibilitychange', back);
    window.removeEventListener('online', ask);
    window.removeEventListener('focus', ask);
  };
});
