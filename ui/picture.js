// Draws a figure in an element that stays: Plotly.react puts the next figure into its place, which keeps zoom and takes a fraction of the time.

const SAME = 500; // ms; a tap arrives as touch and as mouse, and is one click
const stands = new WeakMap(); // element -> what it shows and is about to show
const places = new Map(); // name of a picture -> the element that shows it
const read = (bytes) => JSON.parse(new TextDecoder().decode(bytes));

/** plotly.js, whose address stands in the page's head; after a failure the next figure asks for it again. */
let library;
function plotly() {
  library ??= new Promise((done, failed) => {
    if (window.Plotly) return done(window.Plotly);
    const first = document.getElementById('plotly');
    const script = document.createElement('script');
    if (!first) return failed(new Error('no address of plotly.js'));
    const asked = first.dataset.failed ? script : first;
    asked.addEventListener('load', () => (window.Plotly ? done(window.Plotly) : failed(new Error('no plotly.js'))));
    asked.addEventListener('error', failed);
    if (asked === script) {
      script.src = first.src;
      document.head.append(script);
    }
  }).catch((reason) => {
    library = undefined;
    throw reason;
  });
  return library;
}

function listen(place, stand) {
  place.removeAllListeners('plotly_click');
  place.on('plotly_click', ({ points }) => {
    const mark = points[0]?.customdata;
    const now = performance.now();
    if (mark === undefined || (String(mark) === stand.mark && now - stand.clicked < SAME)) return;
    Object.assign(stand, { mark: String(mark), clicked: now });
    stand.tell([mark].flat());
  });
}

function draw(place, stand, figure) {
  if (figure.html) {
    place.className = 'leaf';
    place.innerHTML = figure.html;
    return;
  }
  place.classList.toggle('still', Boolean(figure.config.staticPlot));
  if (stand.failed) place.replaceChildren();
  stand.failed = false;
  if (!stand.walked) keys.walk(place, stand);
  stand.walked = true;
  const react = ({ data, layout }) => {
    window.Plotly.react(place, data, layout, figure.config);
    if (!figure.config.staticPlot) listen(place, stand);
  };
  const finish = () => {
    react(figure);
    afterFrames(1, () => keys.tell(place, stand, figure)); // when it is painted: see picture_keys.js
  };
  const notes = figure.layout.annotations.length;
  const first = notes > HEAVY && inSight(place, figure);
  if (!first || first.layout.annotations.length > SMALL * notes) return finish();
  const { turn } = stand;
  react(first);
  // What is drawn now is on the screen by the second frame; the rest would hold that one up.
  afterFrames(3, () => turn === stand.turn && finish());
}

/** Beyond so many notes, what is on the screen is drawn and painted before the rest, where it is no larger a part than this. */
const HEAVY = 12, SMALL = 2 / 3;
const afterFrames = (count, then) => (count ? requestAnimationFrame(() => afterFrames(count - 1, then)) : setTimeout(then));

/** The panels of a figure that are on the screen, in their places. */
function inSight(place, { data, layout }) {
  const { top } = place.getBoundingClientRect();
  const shows = (from, to) => (1 - to) * layout.height < window.innerHeight - top && (1 - from) * layout.height > -top;
  const axes = Object.keys(layout).filter((key) => /^[xy]axis/.test(key));
  const id = (key) => key.replace('axis', '');
  const out = new Set(axes.filter((key) => key[0] === 'y' && !shows(...layout[key].domain)).map(id));
  const seen = ({ yref, ysizemode, yanchor, y, y0 = y, y1 = y0 }) => {
    if (yref !== 'paper') return !out.has(yref);
    return ysizemode === 'pixel' ? shows(yanchor, yanchor) : shows(Math.min(y0, y1), Math.max(y0, y1));
  };
  const kept = Object.entries(layout).filter(([key]) => !axes.includes(key) || !out.has(id(key).replace('x', 'y')));
  return {
    data: data.filter(({ yaxis = 'y' }) => !out.has(yaxis)),
    layout: { ...Object.fromEntries(kept), annotations: layout.annotations.filter(seen), shapes: layout.shapes.filter(seen) },
  };
}

function say(place, stand, words) {
  const said = document.createElement('p');
  said.className = 'hint';
  said.setAttribute('role', 'status');
  said.textContent = words;
  place.replaceChildren(said);
  Object.assign(stand, { failed: true, name: undefined });
}

/** The letters of pictures, which plotly measures; the page's other fonts need not be waited for. */
const letters = () => document.fonts.load("14px 'Source Sans'").catch(() => []);

/** At once where that can be, before the page goes on to its other parts; the first figure waits for plotly.js and the page's letters. */
async function show(place, stand, figure) {
  const turn = (stand.turn += 1);
  try {
    if (!place.data && !figure.html) await Promise.all([plotly(), letters()]);
    if (turn === stand.turn) draw(place, stand, figure);
  } catch (reason) {
    console.warn('picture', reason);
    say(place, stand, figure.words.failed);
  }
}

/** Show what the page says it shows. What was drawn on a guess has then come; a later guess waits for its own, but see `rest`. */
function take(place, name, figure) {
  const stand = stands.get(place);
  stand.page = { name, figure };
  const at = stand.guessed.indexOf(name);
  stand.guessed.splice(0, at < 0 ? Infinity : at + 1);
  if (stand.guessed.length) rest(place, stand, SETTLED);
  else put(place, stand, name, figure);
}

function put(place, stand, name, figure) {
  if (name === stand.name) return;
  stand.name = name;
  show(place, stand, figure());
}

/** Once nothing has run for so long, what the page said last is what stands: a guess that was not followed by it goes. */
const SETTLED = 250, LOST = 3000; // ms; after the page has said something, and where it says nothing
const runs = () => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState !== 'notRunning';
function rest(place, stand, patience) {
  clearTimeout(stand.waits);
  stand.waits = setTimeout(() => {
    if (!stand.guessed.length) return;
    if (runs()) return rest(place, stand, patience);
    stand.guessed = [];
    put(place, stand, stand.page.name, stand.page.figure);
  }, patience);
}

/** The way by which pictures come ahead of their page (see ui/ahead.py); it is opened again when it was closed. */
let way;
const kept = new Map(); // name of a figure -> the figure as text, to be drawn when it is chosen
const picks = new Map(); // name of the figure that stands -> what can be chosen there -> name of the figure that follows
const choice = (place, key, words) => `${place}\n${key}\n${words}`;
const tell = (place, name) => way?.readyState === WebSocket.OPEN && way.send(`${place} ${name}`);

function listenAhead(ticket) {
  const library = document.getElementById('plotly');
  if (!library || (way && way.readyState <= WebSocket.OPEN)) return;
  kept.clear();
  picks.clear();
  way = new WebSocket(new URL('picture/way', library.src).href.replace(/^http/, 'ws'));
  way.binaryType = 'arraybuffer';
  way.onopen = () => {
    way.send(ticket);
    for (const [name, place] of places) if (place.isConnected) tell(name, stands.get(place).name);
  };
  way.onmessage = ({ data }) => hear(new Uint8Array(data));
}

const LETTERS = 16; // of a name
async function hear(bytes) {
  if (bytes[0] !== 0x7b) {
    const name = new TextDecoder().decode(bytes.subarray(0, LETTERS));
    const plain = new Blob([bytes.subarray(LETTERS)]).stream().pipeThrough(new DecompressionStream('gzip'));
    kept.set(name, await new Response(plain).text());
    return;
  }
  const message = read(bytes);
  if (message.forget) {
    kept.clear();
    picks.clear();
  } else if (message.to) {
    if (!picks.has(message.from)) picks.set(message.from, new Map());
    picks.get(message.from).set(choice(message.place, message.key, message.words), message.to);
  } else {
    const place = places.get(message.place);
    const known = message.figure ?? kept.get(message.name); // where only the name comes, it was drawn out of what is kept
    if (place?.isConnected && known) take(place, message.name, () => message.figure ?? JSON.parse(known));
    requestAnimationFrame(() => tell(message.place, place?.isConnected ? stands.get(place).name : message.name));
  }
}

/** Draw what is known to follow on a choice; the page that Streamlit brings has the last word. */
function guess(key, words) {
  if (way?.readyState !== WebSocket.OPEN) return;
  for (const [at, place] of places) {
    const stand = place.isConnected && stands.get(place);
    const name = stand && picks.get(stand.name)?.get(choice(at, key, words));
    const text = kept.get(name);
    if (!text || !place.hasChildNodes()) continue;
    tell(at, name);
    stand.guessed.push(name);
    rest(place, stand, LOST);
    put(place, stand, name, () => JSON.parse(text));
  }
}

const FILTER = /(?:^|\s)st-key-filter_(\S+)/;
function chosen(element, words) {
  const widget = element?.closest('[class*="st-key-filter_"]');
  if (widget) guess(FILTER.exec(widget.className)[1], words);
}

const said = (element) => (element.querySelector('[data-testid=stMarkdownContainer]') ?? element).textContent.trim();
const option = (found) => {
  const list = found?.closest('[role=listbox]');
  if (list) chosen(document.querySelector(`input[aria-controls="${CSS.escape(list.id)}"]`), said(found));
};

const press = (target) => {
  const button = target.closest?.('button');
  if (button && !button.disabled) chosen(button, said(button));
};

// A key on one of Streamlit's rows of choices presses when it is let go, and makes a click of its own of it.
const byKey = ({ target, detail }) => !detail && target.closest?.('[data-react-aria-pressable]');
document.addEventListener('click', (event) => byKey(event) || press(event.target), true);
document.addEventListener('keyup', (event) => ['Enter', ' '].includes(event.key) && byKey(event) && press(event.target), true);
document.addEventListener('change', ({ target }) => target.type === 'checkbox' && chosen(target, ''), true);
document.addEventListener('pointerup', ({ target }) => option(target.closest?.('[role=option]')), true);
document.addEventListener('keydown', ({ key, target }) => {
  if (key === 'Enter') option(document.getElementById(target.getAttribute?.('aria-activedescendant')));
}, true);

const HEAD = 200; // bytes in which the ticket, the place and the name stand
export default function ({ data, parentElement, setTriggerValue }) {
  const place = parentElement.querySelector('.picture, .leaf');
  if (!stands.has(place)) {
    stands.set(place, { turn: 0, guessed: [] });
    // Plotly looks for what is under the pointer every 50 ms only: a quick click would mean what was there before.
    place.addEventListener('pointerdown', (event) => place.data && window.Plotly.Fx.unhover(place, event), true);
  }
  const stand = stands.get(place);
  stand.tell = (mark) => {
    keys.choose(place, stand, mark);
    setTriggerValue('clicked', mark);
  };
  const [, ticket, at, name] = /"ticket":"([^"]*)","place":"([^"]*)","name":"([^"]*)"/.exec(new TextDecoder().decode(data.subarray(0, HEAD)));
  places.set(at, place);
  listenAhead(ticket);
  take(place, name, () => read(data).figure);
  tell(at, name);
  return () => {
    stand.turn += 1;
    if (place.data) window.Plotly?.purge(place);
  };
}
