// A picture by keyboard and by ear: what it says stands below it as a list, and its marks are walked through with the arrow keys.

const keys = (() => {
  const WALK = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const ENTITIES = { '&lt;': '<', '&gt;': '>', '&amp;': '&' };

  let pictures = 0; // so many have been numbered

  const said = (markup) =>
    markup.replace(/<\/b><br>(?!<b>)/g, '. ').replace(/<br>/g, ' ').replace(/<[^>]*>/g, '')
      .replace(/&(lt|gt|amp);/g, (letter) => ENTITIES[letter]).replace(/^[^\p{L}\p{N}]+/u, '');

  /** What can be chosen in a figure, each once and in the order of reading: through time the earliest comes first. */
  function marksOf(figure) {
    const found = new Map();
    for (const { customdata, hovertext, type, x } of figure.data.filter((trace) => trace.name === 'hit'))
      customdata.forEach((mark, at) => {
        if (!found.has(String(mark))) found.set(String(mark), { mark, words: said(hovertext[at]), at: type === 'scatter' ? x[at] : 0 });
      });
    return [...found.values()].sort((one, other) => one.at - other.at);
  }

  /** Where a mark stands: around plotly's own elements of everything that belongs to it. */
  function spotOf(place, mark) {
    const boxes = [];
    for (const layer of place.querySelectorAll('.barlayer .trace, .scatterlayer .trace')) {
      const trace = layer.__data__?.[0]?.trace;
      if (trace?.name !== 'hit') continue;
      for (const point of layer.querySelectorAll('.point')) {
        if (String(trace.customdata[point.__data__.i]) === String(mark)) boxes.push((point.querySelector('path') ?? point).getBoundingClientRect());
      }
    }
    const edge = (side, pick) => pick(...boxes.map((box) => box[side]));
    return boxes.length && { left: edge('left', Math.min), top: edge('top', Math.min), right: edge('right', Math.max), bottom: edge('bottom', Math.max) };
  }

  const middle = ({ left, right, top, bottom }) => [(left + right) / 2, (top + bottom) / 2];

  /** The next mark for an arrow: along a row in the order of reading; up and down to the nearest of the next row, where there are rows. */
  function next(place, marks, from, [across, down], rows) {
    if (across || !rows) return Math.min(Math.max(from + across + down, 0), marks.length - 1);
    const [x, y] = middle(spotOf(place, marks[from].mark));
    const reach = marks.map(({ mark }, at) => {
      const [column, row] = middle(spotOf(place, mark));
      return { at, far: (row - y) * down, aside: Math.abs(column - x) };
    });
    const beyond = reach.filter(({ far }) => far > 2).sort((one, other) => one.far - other.far || one.aside - other.aside);
    return beyond.length ? beyond[0].at : from;
  }

  const parts = (place) => Object.fromEntries(['marks', 'ring', 'told', 'heard', 'here', 'keys'].map((name) => [name, place.parentElement.querySelector(`.picture-${name}`)]));

  /** An element with words; what they quote is Vietnamese on every page. */
  function item(tag, words, more = {}) {
    const made = Object.assign(document.createElement(tag), more);
    made.append(...words.split(/(“[^”]*”)/).map((part) => (part.startsWith('“') ? Object.assign(document.createElement('q'), { lang: 'vi', textContent: part }) : part)));
    return made;
  }

  /** Says a figure and lists its marks, once it can be seen; called whenever another figure has been drawn. */
  function tell(place, stand, figure) {
    if (!place.isConnected || stand.figure === figure) return;
    const { marks: list, told, keys: help } = parts(place);
    place.id ||= `picture-${(pictures += 1)}`;
    const [head, ...lines] = figure.spoken.split('\n');
    place.setAttribute('role', 'img'); // with its name and not before: a picture without one says nothing
    place.setAttribute('aria-label', head);
    told.setAttribute('aria-label', figure.words.told);
    told.replaceChildren(...lines.map((line) => item('li', line.replace(/;$/, ''))));
    const old = stand.marks?.[stand.at]?.mark;
    stand.marks = figure.config.staticPlot ? [] : marksOf(figure);
    Object.assign(stand, { figure, at: Math.max(0, stand.marks.findIndex(({ mark }) => String(mark) === String(old))) });
    list.hidden = !stand.marks.length;
    list.setAttribute('aria-label', `${figure.words.marks}: ${head}`);
    help.textContent = figure.words.keys;
    help.id = `${place.id}-keys`;
    list.setAttribute('aria-describedby', help.id);
    list.replaceChildren(...stand.marks.map(({ words }, at) => {
      const option = item('div', words, { id: `${place.id}-mark-${at}` });
      option.setAttribute('role', 'option');
      return option;
    }));
    mind(place, stand);
    if (document.activeElement === list) point(place, stand);
  }

  /** Marks what is chosen for those who hear it. */
  function mind(place, stand) {
    [...parts(place).marks.children].forEach((option, at) => option.setAttribute('aria-selected', String(stand.marks[at].mark) === stand.chosen));
  }

  /** Puts the ring where the keyboard stands, and at the foot of the screen the words that a pointer would bring. */
  function point(place, stand) {
    const { marks: list, ring, here } = parts(place);
    const spot = stand.marks.length && spotOf(place, stand.marks[stand.at].mark);
    ring.hidden = !spot;
    if (!spot) return;
    list.setAttribute('aria-activedescendant', list.children[stand.at].id);
    const frame = list.getBoundingClientRect();
    Object.assign(ring.style, {
      left: `${spot.left - frame.left - 2}px`, top: `${spot.top - frame.top - 2}px`,
      width: `${spot.right - spot.left + 4}px`, height: `${spot.bottom - spot.top + 4}px`,
    });
    here.textContent = stand.marks[stand.at].words;
    ring.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  /** Remembers what was chosen last, as the page does: the same again lets it go. An empty mark lets go of any. */
  function choose(place, stand, mark) {
    const again = !mark.length || String(mark) === stand.chosen;
    stand.chosen = again ? undefined : String(mark);
    const words = stand.marks?.find((one) => String(one.mark) === stand.chosen)?.words;
    if (stand.marks) mind(place, stand);
    if (stand.figure) parts(place).heard.textContent = words ? stand.figure.words.chosen.replace('{mark}', words) : stand.figure.words.let_go;
  }

  /** Lets the keyboard walk through the marks of a picture; called once for each element. */
  function walk(place, stand) {
    const { marks: list } = parts(place);
    list.addEventListener('focus', () => {
      const chosen = stand.marks.findIndex(({ mark }) => String(mark) === stand.chosen);
      if (chosen >= 0) stand.at = chosen;
      point(place, stand);
    });
    // Where the letters grow or the window turns, the mark moves; plotly needs a moment to draw it there.
    new ResizeObserver(() => setTimeout(() => document.activeElement === list && point(place, stand), 300)).observe(place);
    list.addEventListener('blur', () => { parts(place).ring.hidden = true; });
    list.addEventListener('keydown', (event) => {
      if (event.ctrlKey || event.metaKey || event.altKey || !stand.marks.length) return;
      const last = stand.marks.length - 1;
      if (event.key in WALK) stand.at = next(place, stand.marks, stand.at, WALK[event.key], stand.figure.data.some(({ name, type }) => name === 'hit' && type === 'bar'));
      else if (event.key === 'Home') stand.at = 0;
      else if (event.key === 'End') stand.at = last;
      else if (event.key === 'Enter' || event.key === ' ') stand.tell(String(stand.marks[stand.at].mark) === stand.chosen ? [] : stand.marks[stand.at].mark);
      else if (event.key === 'Escape' && stand.chosen !== undefined) stand.tell([]);
      else return;
      event.preventDefault();
      point(place, stand);
    });
  }

  return { tell, choose, walk };
})();

