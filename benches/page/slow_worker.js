// Where a worker's thread can't be slowed: each reply comes later by three times what it took.
(() => {
  const Plain = Worker;
  globalThis.Worker = class extends Plain {
    #asked = null;
    postMessage(...words) {
      this.#asked = performance.now();
      super.postMessage(...words);
    }
    set onmessage(listener) {
      super.onmessage = (event) => {
        const took = this.#asked === null ? 0 : performance.now() - this.#asked;
        setTimeout(() => listener(event), 3 * took);
      };
    }
  };
})();
