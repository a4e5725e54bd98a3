//! Sixteen connections kept alive, each asking as soon as it was answered.

use std::time::Duration;

use anyhow::{Context, Result, bail};
use platform::clock::stopwatch;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::chance::Dice;

pub const CONNECTIONS: usize = 16;

/// What to ask: whole requests, taken at random, each of a part of the measure.
#[derive(Clone, Debug)]
pub struct Questions(Vec<(usize, Vec<u8>)>);

/// The credentials of a request.
#[derive(Clone, Copy, Debug)]
pub enum Who<'a> {
    Nobody,
    Token(&'a str),
    Session(&'a str),
}

impl Questions {
    pub fn get(paths: impl IntoIterator<Item = String>, who: Who<'_>) -> Self {
        Self(
            paths
                .into_iter()
                .map(|path| (0, format!("GET {path} HTTP/1.1\r\n{}\r\n", headers(who)).into_bytes()))
                .collect(),
        )
    }

    /// Several together, each a part: `often` times for one of the others, and as many different requests as it has.
    pub fn mixed(parts: &[(usize, &Self)], together: usize) -> Self {
        let all: usize = parts.iter().map(|(often, _)| often).sum();
        let part = |(at, (often, of)): (usize, &(usize, &Self))| {
            let wanted = (together * often).div_ceil(all);
            of.0.iter()
                .cycle()
                .take(wanted)
                .map(move |(_, request)| (at, request.clone()))
                .collect::<Vec<_>>()
        };
        Self(parts.iter().enumerate().flat_map(part).collect())
    }

    pub fn post(bodies: impl IntoIterator<Item = (String, String)>, who: Who<'_>) -> Self {
        let whole = |(path, body): (String, String)| {
            let length = body.len();
            let headers = headers(who);
            (0, format!("POST {path} HTTP/1.1\r\n{headers}Content-Type: application/json\r\nContent-Length: {length}\r\n\r\n{body}").into_bytes())
        };
        Self(bodies.into_iter().map(whole).collect())
    }
}

fn headers(who: Who<'_>) -> String {
    let own = match who {
        Who::Nobody => String::new(),
        Who::Token(token) => format!("Authorization: Bearer {token}\r\n"),
        Who::Session(token) => format!("Cookie: maillage={token}\r\n"),
    };
    format!("Host: 127.0.0.1\r\n{own}")
}

/// What came of it.
#[derive(Clone, Debug, Default)]
pub struct Measure {
    /// Answers per second.
    pub rate: f64,
    /// Half of the answers came sooner, in milliseconds.
    pub median: f64,
    /// All but one in a hundred came sooner.
    pub p99: f64,
    /// Answers other than 2xx.
    pub failed: usize,
    /// How long each answer took, by part.
    times: Vec<Vec<Duration>>,
}

impl Measure {
    fn of(times: Vec<Vec<Duration>>, elapsed: f64, failed: usize) -> Self {
        let mut all: Vec<Duration> = times.iter().flatten().copied().collect();
        all.sort_unstable();
        let at =
            |share: usize| all.get(all.len() * share / 100).map_or(0.0, |time| time.as_secs_f64() * 1000.0);
        Self { rate: crate::world::as_real(all.len()) / elapsed, median: at(50), p99: at(99), failed, times }
    }

    /// A part, and how many answers it had.
    pub fn part(&self, at: usize, elapsed: f64) -> Self {
        Self::of(vec![self.times.get(at).cloned().unwrap_or_default()], elapsed, 0)
    }
}

/// Asks one question and gives the body, to look at before measuring.
pub fn once(port: u16, questions: &Questions) -> Result<String> {
    on_one_thread(async {
        let mut connection = Connection::open(port).await?;
        let question = questions.0.first().context("there is nothing to ask")?;
        if !connection.ask(&question.1).await? {
            bail!("refused: {}", String::from_utf8_lossy(&connection.buffer));
        }
        Ok(String::from_utf8_lossy(&connection.buffer).into_owned())
    })
}

/// Asks for a while.
pub fn run(port: u16, questions: &Questions, time: Duration) -> Result<Measure> {
    on_one_thread(async {
        let started = stopwatch();
        let mut tasks = Vec::new();
        for seed in 0..CONNECTIONS {
            let questions = questions.clone();
            tasks.push(tokio::spawn(async move {
                let mut connection = Connection::open(port).await?;
                let mut dice = Dice::seeded(seed as u64);
                let mut times: Vec<Vec<Duration>> = Vec::new();
                let mut failed = 0;
                while started.elapsed() < time {
                    let (part, question) = dice.one(&questions.0);
                    let asked = stopwatch();
                    failed += usize::from(!connection.ask(question).await?);
                    times.resize(times.len().max(part + 1), Vec::new());
                    times[*part].push(asked.elapsed());
                }
                Ok::<_, anyhow::Error>((times, failed))
            }));
        }
        let (mut times, mut failed): (Vec<Vec<Duration>>, usize) = (Vec::new(), 0);
        for task in tasks {
            let (own, refused) = task.await??;
            times.resize(times.len().max(own.len()), Vec::new());
            for (all, own) in times.iter_mut().zip(own) {
                all.extend(own);
            }
            failed += refused;
        }
        Ok(Measure::of(times, started.elapsed().as_secs_f64(), failed))
    })
}

fn on_one_thread<T: Send>(work: impl Future<Output = Result<T>> + Send) -> Result<T> {
    std::thread::scope(|scope| {
        let thread = scope
            .spawn(|| tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(work));
        thread.join().map_err(|_| anyhow::anyhow!("the load generator panicked"))?
    })
}

struct Connection {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Connection {
    async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self { stream, buffer: Vec::with_capacity(1 << 16) })
    }

    /// Whether the answer is a 2xx. The answer stays in the buffer.
    async fn ask(&mut self, question: &[u8]) -> Result<bool> {
        self.stream.write_all(question).await?;
        self.buffer.clear();
        loop {
            if self.stream.read_buf(&mut self.buffer).await? == 0 {
                bail!("the server closed the connection");
            }
            if complete(&self.buffer)? {
                return Ok(self.buffer.get(9) == Some(&b'2'));
            }
        }
    }
}

fn complete(answer: &[u8]) -> Result<bool> {
    let Some(end) = answer.windows(4).position(|four| four == b"\r\n\r\n") else { return Ok(false) };
    let head = std::str::from_utf8(&answer[..end])?;
    for line in head.lines().skip(1) {
        let Some((name, value)) = line.split_once(':') else { continue };
        if name.eq_ignore_ascii_case("content-length") {
            return Ok(answer.len() >= end + 4 + value.trim().parse::<usize>()?);
        }
        if name.eq_ignore_ascii_case("transfer-encoding") {
            return Ok(answer.ends_with(b"\r\n0\r\n\r\n"));
        }
    }
    Ok(true)
}
