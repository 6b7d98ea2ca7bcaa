// Unpacks the page's wasm while it arrives. A release carries it more than a quarter smaller than gzip makes it: taken apart into
// streams (`xtask/src/pack/split.rs`), each as an LZMA file. The file begins with how long each of them is, in four bytes.

// The streams by their digits: of a number each for locals, functions, offsets, constants, and so on.
const [OFFSETS, BLOCKS, ADDRESSES, TYPES, REST, OPCODES] = [2, 5, 6, 7, 8, 9];
const FORMS = "FORMS"; // What follows each opcode, a letter each, or the digit of the stream with the number that does.
const WHOLE = "WHOLE"; // The instructions that opcodes from here on stand for:
const FIRST_WHOLE = 0xd3;
const LARGEST = 1 << 18; // Of a function, in bytes.

// An LZMA file: a byte of properties, four of the dictionary's size, eight of the length, then what the range coder wrote.
// The length is known and nothing marks the end, so the whole output is the dictionary.
const HEADER = 13;
const MOST_OF_A_SYMBOL = 24; // Bytes that one literal or match takes: 20 by the format's own account.
const SLICE = 8192; // Bytes unpacked between two looks at the clock,
const TURN = 6; // and the milliseconds after which the browser has its turn, to draw and to compile.

// Where each kind of probability lies in the one table, under the format's names.
const IS_MATCH = 0; // Twelve states by sixteen positions; so too for a long repetition.
const IS_REP0_LONG = 192;
const IS_REP = 384;
const IS_REP_G0 = 396;
const IS_REP_G1 = 408;
const IS_REP_G2 = 420;
const SLOT = 432; // Four lengths by 64.
const SPECIAL = 688; // Trees of the distances' low bits, one after another,
const ALIGN = 816; // and the one that all far distances share.
const MATCH_LENGTH = 832; // Two choices; sixteen positions by eight, twice; 256.
const REP_LENGTH = 1346;
const LITERAL = 1860;

const damaged = () => new Error("the program's file is damaged");

// Its `take` takes a chunk, or `null` after the last one, and is to be gone through: it stops now and then.
function decoder() {
  let input = new Uint8Array(0);
  let at = 0;
  let complete = false;
  let out;
  let done = 0;
  let probabilities;
  let contextShift, positionBits, literalMask, positionMask;
  let state = 0;
  let [rep0, rep1, rep2, rep3] = [0, 0, 0, 0];
  // The range and the code. They are unsigned, and only a typed array holds such numbers without boxing them.
  const rc = new Int32Array([-1, 0]);

  function begin() {
    const view = new DataView(input.buffer);
    const properties = input[0];
    if (properties >= 225 || view.getUint32(9, true) !== 0 || input[HEADER] !== 0) throw damaged();
    const context = properties % 9;
    const literalBits = ((properties / 9) | 0) % 5;
    positionBits = (properties / 45) | 0;
    contextShift = 8 - context;
    literalMask = (1 << literalBits) - 1;
    positionMask = (1 << positionBits) - 1;
    out = new Uint8Array(view.getUint32(5, true));
    probabilities = new Uint16Array(LITERAL + (768 << (context + literalBits))).fill(1024);
    rc[1] = view.getUint32(HEADER + 1);
    at = HEADER + 5;
  }

  function bit(index) {
    let range = rc[0];
    let code = rc[1];
    const p = probabilities[index];
    const bound = Math.imul(range >>> 11, p);
    const is = code >>> 0 >= bound >>> 0;
    if (is) {
      range = (range - bound) | 0;
      code = (code - bound) | 0;
      probabilities[index] = p - (p >> 5);
    } else {
      range = bound;
      probabilities[index] = p + ((2048 - p) >> 5);
    }
    if (range >>> 0 < 0x1000000) {
      range <<= 8;
      code = (code << 8) | input[at++];
    }
    rc[0] = range;
    rc[1] = code;
    return is ? 1 : 0;
  }

  function direct(count) {
    let value = 0;
    while (count-- > 0) {
      let range = rc[0] >>> 1;
      let code = rc[1];
      const is = code >>> 0 >= range;
      if (is) code = (code - range) | 0;
      value = (value << 1) | (is ? 1 : 0);
      if (range < 0x1000000) {
        range <<= 8;
        code = (code << 8) | input[at++];
      }
      rc[0] = range;
      rc[1] = code;
    }
    return value;
  }

  function tree(base, bits) {
    let node = 1;
    for (let i = 0; i < bits; i++) node = (node << 1) | bit(base + node);
    return node - (1 << bits);
  }

  function reverseTree(base, bits) {
    let node = 1;
    let value = 0;
    for (let i = 0; i < bits; i++) {
      const b = bit(base + node);
      node = (node << 1) | b;
      value |= b << i;
    }
    return value;
  }

  function literal() {
    const before = done > 0 ? out[done - 1] : 0;
    const base = LITERAL + 768 * (((done & literalMask) << (8 - contextShift)) + (before >> contextShift));
    let node = 1;
    if (state >= 7) {
      // After a match, the byte that it would have gone on with is a hint, as long as it holds.
      let hint = out[done - rep0 - 1];
      do {
        const hinted = (hint >> 7) & 1;
        hint <<= 1;
        const b = bit(base + ((1 + hinted) << 8) + node);
        node = (node << 1) | b;
        if (b !== hinted) break;
      } while (node < 256);
    }
    while (node < 256) node = (node << 1) | bit(base + node);
    out[done++] = node;
    state = state < 4 ? 0 : state < 10 ? state - 3 : state - 6;
  }

  function length(base, position) {
    if (!bit(base)) return 2 + tree(base + 2 + (position << 3), 3);
    if (!bit(base + 1)) return 10 + tree(base + 130 + (position << 3), 3);
    return 18 + tree(base + 258, 8);
  }

  function distance(length) {
    const slot = tree(SLOT + (Math.min(length - 2, 3) << 6), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const high = (2 | (slot & 1)) << bits;
    if (slot < 14) return high + reverseTree(SPECIAL + high - slot, bits);
    return (high + (direct(bits - 4) << 4) + reverseTree(ALIGN, 4)) | 0;
  }

  // The length of what is to be copied from `rep0` bytes before the last one.
  function match(position) {
    const before = state;
    if (!bit(IS_REP + before)) {
      rep3 = rep2;
      rep2 = rep1;
      rep1 = rep0;
      state = before < 7 ? 7 : 10;
      const size = length(MATCH_LENGTH, position);
      rep0 = distance(size);
      return size;
    }
    if (!bit(IS_REP_G0 + before)) {
      if (!bit(IS_REP0_LONG + (before << 4) + position)) {
        state = before < 7 ? 9 : 11;
        return 1;
      }
    } else {
      let found = rep1;
      if (bit(IS_REP_G1 + before)) {
        found = rep2;
        if (bit(IS_REP_G2 + before)) {
          found = rep3;
          rep3 = rep2;
        }
        rep2 = rep1;
      }
      rep1 = rep0;
      rep0 = found;
    }
    state = before < 7 ? 8 : 11;
    return length(REP_LENGTH, position);
  }

  // Stops before a symbol that may not be here as a whole.
  function decode(end) {
    const last = complete ? input.length : input.length - MOST_OF_A_SYMBOL;
    while (done < end && at <= last) {
      const position = done & positionMask;
      if (!bit(IS_MATCH + (state << 4) + position)) {
        literal();
        continue;
      }
      const size = match(position);
      if (rep0 < 0 || rep0 >= done || done + size > out.length) throw damaged();
      const to = done + size;
      for (let from = done - rep0 - 1; done < to; ) out[done++] = out[from++];
    }
  }

  function* take(chunk) {
    complete = chunk === null;
    if (!complete) {
      const rest = input.subarray(at);
      input = new Uint8Array(rest.length + chunk.length);
      input.set(rest);
      input.set(chunk, rest.length);
      at = 0;
    }
    if (!out && input.length >= HEADER + 5) begin();
    for (let from = -1; out && from !== done; ) {
      from = done;
      decode(Math.min(done + SLICE, out.length));
      yield;
    }
    // Any byte that is another one leads the range coder astray, and then it does not end at zero with the last one.
    if (complete && (!out || done < out.length || rc[1] !== 0 || at !== input.length)) throw damaged();
  }

  return { take, bytes: () => out, done: () => done };
}

const letter = (form) => form.charCodeAt(0);
const [NONE, NUMBER, TWO_NUMBERS, BLOCK, END] = [" ", "n", "t", "o", "e"].map(letter);
const [MEMORY, ADDRESS, FOUR_BYTES, EIGHT_BYTES, TABLE, PREFIX] = ["m", "a", "F", "E", "b", "p"].map(letter);
const [DIGIT, LAST_DIGIT] = ["0", "9"].map(letter);

// Puts the streams together. `some` gives what can be by now.
function joiner(streams) {
  const forms = Uint8Array.from(FORMS, letter);
  const at = new Array(OPCODES + 1).fill(0);
  const function_ = new Uint8Array(LARGEST);
  let from = [];
  let out = new Uint8Array(2 * LARGEST);
  let size = 0;
  let put = 0;
  let functions = -1;

  // Copies a number from a stream, and gives what of it fits.
  function number(stream) {
    let byte = from[stream][at[stream]++];
    function_[put++] = byte;
    let value = byte & 127;
    for (let shift = 7; byte > 127; shift += 7) {
      byte = from[stream][at[stream]++];
      function_[put++] = byte;
      if (shift < 28) value |= (byte & 127) << shift;
    }
    return value;
  }

  function bytes(stream, count) {
    while (count-- > 0) function_[put++] = from[stream][at[stream]++];
  }

  function instruction(form) {
    if (form >= DIGIT && form <= LAST_DIGIT) number(form - DIGIT);
    else if (form === MEMORY) {
      function_[put++] = 0; // The alignment, a hint, is not in the streams.
      number(OFFSETS);
    } else if (form === BLOCK) number(BLOCKS);
    else if (form === ADDRESS) {
      const value = [0, 0, 0].reduce((value) => (value << 8) | from[ADDRESSES][at[ADDRESSES]++], 0);
      function_[put - 1] = 0x41;
      for (let shift = 0; shift < 28; shift += 7) function_[put++] = ((value >> shift) & 127) | (shift < 21 ? 128 : 0);
    } else if (form === NUMBER) number(OPCODES);
    else if (form === TWO_NUMBERS) {
      number(OPCODES);
      number(OPCODES);
    } else if (form === FOUR_BYTES) bytes(OPCODES, 4);
    else if (form === EIGHT_BYTES) bytes(OPCODES, 8);
    else if (form === TABLE) for (let left = number(BLOCKS); left >= 0; left--) number(BLOCKS);
    else if (form === PREFIX) {
      const second = number(OPCODES);
      const numbers = second < 8 ? 0 : second < 16 && !(second & 1) ? 2 : 1;
      for (let left = numbers; left > 0; left--) number(OPCODES);
    }
  }

  // Whether the whole function was there. If not, what was taken of it is to be taken again.
  function functionUpTo(there) {
    const before = at.slice();
    put = 0;
    for (let groups = number(TYPES); groups > 0; groups--) {
      number(TYPES);
      bytes(TYPES, 1);
    }
    for (let depth = 1; depth > 0 && at[OPCODES] <= there; ) {
      const opcode = from[OPCODES][at[OPCODES]++];
      const form = forms[opcode];
      if (opcode >= FIRST_WHOLE && opcode < FIRST_WHOLE + WHOLE.length) {
        const whole = WHOLE[opcode - FIRST_WHOLE];
        for (let at = 0; at < whole.length; at++) function_[put++] = whole[at];
        continue;
      }
      function_[put++] = opcode;
      if (form === NONE) continue;
      if (form === END) depth--;
      else if (form === BLOCK) depth++;
      instruction(form);
    }
    if (put > LARGEST) throw damaged();
    const all = at[OPCODES] <= there;
    if (!all) at.splice(0, at.length, ...before);
    return all;
  }

  // A number of the opcodes' own, which is not part of what comes out.
  function own() {
    put = 0;
    return number(OPCODES);
  }

  function* some(complete) {
    const there = streams[OPCODES].done();
    from = streams.map((stream) => stream.bytes());
    const few = () => !complete && there - at[OPCODES] < 10;
    const hand = () => {
      const part = out.slice(0, size);
      size = 0;
      return part;
    };
    if (functions < 0) {
      if (few()) return;
      const before = at[OPCODES];
      const length = own();
      if (there < at[OPCODES] + length + 10) {
        at[OPCODES] = before;
        return;
      }
      yield from[OPCODES].slice(at[OPCODES], (at[OPCODES] += length));
      functions = own();
      out.set(function_.subarray(0, put));
      size = put;
    }
    while (functions > 0 && functionUpTo(there)) {
      for (let left = put; ; ) {
        const byte = left & 127;
        left >>= 7;
        out[size++] = left ? byte | 128 : byte;
        if (!left) break;
      }
      out.set(function_.subarray(0, put), size);
      size += put;
      functions--;
      if (size > SLICE) yield hand();
    }
    if (functions === 0) {
      functions = NaN;
      yield hand();
      yield from[REST];
    }
    if (complete && functions > 0) throw damaged();
  }
  return some;
}

// Gives a function that takes a chunk, or `null` after the last one, and gives an iterator of what that unpacks to;
// of nothing at times.
function unpacker() {
  const streams = Array.from({ length: OPCODES + 1 }, decoder);
  const some = joiner(streams);
  let head = new Uint8Array(0);
  let left = [];
  let stream = 0;
  return function* (chunk) {
    if (chunk === null) {
      if (stream <= OPCODES) throw damaged();
      return;
    }
    if (left.length === 0) {
      const more = new Uint8Array(head.length + chunk.length);
      more.set(head);
      more.set(chunk, head.length);
      head = more;
      const length = 4 * streams.length;
      if (head.length < length) return;
      const view = new DataView(head.buffer);
      left = streams.map((_, at) => view.getUint32(4 * at, true));
      chunk = head.subarray(length);
    }
    while (chunk.length > 0) {
      if (stream > OPCODES) throw damaged();
      const part = chunk.subarray(0, left[stream]);
      chunk = chunk.subarray(part.length);
      left[stream] -= part.length;
      for (const taken of left[stream] > 0 ? [part] : [part, null]) {
        for (const _ of streams[stream].take(taken)) {
          yield;
          if (stream === OPCODES) yield* some(false);
        }
      }
      if (left[stream] === 0 && stream++ === OPCODES) yield* some(true);
    }
  };
}

function turn() {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = resolve;
    port2.postMessage(null);
  });
}

// What a stream of the packed bytes goes through. A stream hides why it broke, so `harmed` is called when these bytes are
// to blame.
export function unpacked(harmed) {
  const unpack = unpacker();
  let turned = performance.now();
  async function pass(chunk, controller) {
    try {
      for (const part of unpack(chunk)) {
        if (part) controller.enqueue(part);
        if (performance.now() - turned > TURN) {
          await turn();
          turned = performance.now();
        }
      }
    } catch (error) {
      harmed();
      throw error;
    }
  }
  return new TransformStream({ transform: pass, flush: (controller) => pass(null, controller) });
}
