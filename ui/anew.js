// Streamlit calls a component's script again with each run of the page, and what it returned only once the component leaves for good.

const ends = new WeakMap(); // element -> what ends the last call

/** Begins a component anew: what its last call listens to and waits for ends first. */
const anew = (begin) => (component) => {
  ends.get(component.parentElement)?.();
  const end = begin(component);
  ends.set(component.parentElement, end);
  return end;
};

