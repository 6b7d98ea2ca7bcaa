//! A covering array of strength three: rows so that every three things that can be together are together in some row.
//! The same rows each time.

/// How many rows are tried for each that is taken.
const TRIES: usize = 6;

/// A factor, and one of its options.
pub type Choice = (usize, usize);

/// An option of every factor.
pub type Row = Vec<usize>;

/// How many options each factor has, and which two options can't be together.
pub struct Factors {
    /// By factor, the numbers of its options: those of all factors are counted through.
    numbers: Vec<Vec<usize>>,
    apart: Vec<Vec<bool>>,
}

impl Factors {
    pub fn new(sizes: &[usize], apart: impl Fn(Choice, Choice) -> bool) -> Self {
        let mut choices: Vec<Choice> = Vec::new();
        let mut numbers = Vec::new();
        for (factor, size) in sizes.iter().enumerate() {
            numbers.push((choices.len()..choices.len() + size).collect());
            choices.extend((0..*size).map(|option| (factor, option)));
        }
        let with = |one: &Choice| {
            choices
                .iter()
                .map(|other| one.0 == other.0 || apart(*one, *other) || apart(*other, *one))
                .collect()
        };
        Self { numbers, apart: choices.iter().map(with).collect() }
    }

    fn allows(&self, number: usize, chosen: &[usize]) -> bool {
        chosen.iter().all(|other| !self.apart[number][*other])
    }

    /// From numbers to options.
    fn row(&self, mut chosen: Vec<usize>) -> Row {
        chosen.sort_unstable();
        chosen.iter().zip(&self.numbers).map(|(number, own)| number - own[0]).collect()
    }
}

/// Every row that there is; none where they are more than so many.
pub fn all(factors: &Factors, most: usize) -> Option<Vec<Row>> {
    let mut rows: Vec<Vec<usize>> = vec![Vec::new()];
    for own in &factors.numbers {
        let longer = rows.iter().flat_map(|row| own.iter().map(move |number| (row, *number)));
        let allowed = longer.filter(|(row, number)| factors.allows(*number, row));
        rows = allowed.map(|(row, number)| [&row[..], &[number]].concat()).take(most + 1).collect();
        if rows.len() > most {
            return None;
        }
    }
    Some(rows.into_iter().map(|row| factors.row(row)).collect())
}

/// Greedy: each row begins with three that are not yet together, and takes for each other factor what brings most of
/// those together that are not.
pub fn rows(factors: &Factors) -> Vec<Row> {
    let mut open = Open::new(factors);
    let mut random = Random(1);
    let mut rows = Vec::new();
    while let Some(first) = open.first() {
        let tried = (0..TRIES).map(|_| open.row(factors, first, &mut random));
        let (_, chosen) = tried.max_by_key(|(gain, _)| *gain).expect("a row");
        open.close(&chosen);
        rows.push(factors.row(chosen));
    }
    rows
}

/// For each two options, a bit for each third that they have not been with.
struct Open {
    bits: Vec<Vec<Bits>>,
}

impl Open {
    fn new(factors: &Factors) -> Self {
        let count = factors.apart.len();
        let together = |one: usize, two: usize| {
            let mut bits = Bits::none(count);
            let thirds = (0..count).filter(|three| factors.allows(*three, &[one, two]));
            thirds.filter(|_| !factors.apart[one][two]).for_each(|three| bits.set(three));
            bits
        };
        Self { bits: (0..count).map(|one| (0..count).map(|two| together(one, two)).collect()).collect() }
    }

    fn first(&self) -> Option<[usize; 3]> {
        self.bits.iter().enumerate().find_map(|(one, others)| {
            others.iter().enumerate().find_map(|(two, bits)| Some([one, two, bits.first()?]))
        })
    }

    /// How many it brings together for the first time, and the row.
    fn row(&self, factors: &Factors, first: [usize; 3], random: &mut Random) -> (usize, Vec<usize>) {
        let mut chosen = first.to_vec();
        let mut bits = Bits::none(factors.apart.len());
        for number in first {
            bits.set(number);
        }
        let is_open = |own: &&Vec<usize>| !own.iter().any(|number| first.contains(number));
        let mut left: Vec<&Vec<usize>> = factors.numbers.iter().filter(is_open).collect();
        let mut gain = 1;
        while !left.is_empty() {
            let own = left.swap_remove(random.below(left.len()));
            let begin = random.below(own.len());
            let options = (0..own.len()).map(|at| own[(begin + at) % own.len()]);
            let allowed = options.filter(|number| factors.allows(*number, &chosen));
            let brings = |number: usize| {
                chosen.iter().map(|one| self.bits[number][*one].shared(&bits)).sum::<usize>() / 2
            };
            let (more, best) = allowed
                .map(|number| (brings(number), number))
                .max_by_key(|counted| counted.0)
                .expect("one is allowed");
            gain += more;
            bits.set(best);
            chosen.push(best);
        }
        (gain, chosen)
    }

    fn close(&mut self, chosen: &[usize]) {
        for one in chosen {
            for two in chosen {
                for three in chosen {
                    self.bits[*one][*two].clear(*three);
                }
            }
        }
    }
}

struct Bits(Vec<u64>);

impl Bits {
    fn none(count: usize) -> Self {
        Self(vec![0; count.div_ceil(64)])
    }

    fn set(&mut self, at: usize) {
        self.0[at / 64] |= 1 << (at % 64);
    }

    fn clear(&mut self, at: usize) {
        self.0[at / 64] &= !(1 << (at % 64));
    }

    fn first(&self) -> Option<usize> {
        let at = self.0.iter().position(|word| *word != 0)?;
        Some(at * 64 + self.0[at].trailing_zeros() as usize)
    }

    fn shared(&self, other: &Self) -> usize {
        self.0.iter().zip(&other.0).map(|(one, other)| (one & other).count_ones() as usize).sum()
    }
}

/// Knuth's. The same numbers each time.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}
