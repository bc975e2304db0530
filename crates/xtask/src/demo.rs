//! The demo: everything built, the hub running until Ctrl-C. What the hub prints is the hub's affair.

use std::net::{Ipv4Addr, TcpListener};
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use crate::build;
use crate::output::{self, Progress};
use crate::process;
use crate::tools::Tools;
use crate::workspace::Workspace;

/// How often the hub is looked at: it may stop by itself.
const GLANCE: Duration = Duration::from_millis(200);

/// A terminal's Ctrl-C reaches the hub as well. After this long it is taken to have reached the task runner only.
const PATIENCE: Duration = Duration::from_secs(2);

pub(crate) fn run(workspace: &Workspace, port: u16) -> Result<()> {
    // Before the build, which takes minutes.
    require_free(port)?;
    let mut progress = Progress::new(Tools::BUILD_STEPS + build::STEPS + build::HUB_STEPS);
    let tools = Tools::for_build(workspace, &mut progress)?;
    build::run(workspace, &tools, &mut progress)?;
    build::hub(workspace, &mut progress)?;

    let (sender, stop) = channel();
    let tell = move || {
        // Nobody listens any more once the hub has ended, and then there is nothing to stop.
        let _ = sender.send(());
    };
    ctrlc::set_handler(tell).context("cannot listen for Ctrl-C")?;
    let mut hub = process::command(workspace.hub_binary());
    hub.arg("serve").arg("--data").arg(workspace.target.join("demo-data"));
    hub.args(["--listen", &format!("127.0.0.1:{port}"), "--demo"]);
    let mut hub = process::start(&mut hub)?;
    output::note("Ctrl-C stops the demo.");
    wait(&mut hub, &stop)
}

fn require_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!(
            "port {port} of 127.0.0.1 cannot be used ({error}): stop what uses it, or choose another with `--port`"
        ),
    }
}

/// Waits for the hub to end. After a Ctrl-C that is what was wanted; before, it is an error.
fn wait(hub: &mut Child, stop: &Receiver<()>) -> Result<()> {
    while let Err(RecvTimeoutError::Timeout) = stop.recv_timeout(GLANCE) {
        if let Some(status) = hub.try_wait()? {
            bail!("the hub ended by itself ({status}): what it printed last says why");
        }
    }
    let asked = Instant::now();
    let mut is_told = false;
    loop {
        if hub.try_wait()?.is_some() {
            output::note("the demo has stopped");
            return Ok(());
        }
        if !is_told && asked.elapsed() > PATIENCE {
            interrupt(hub)?;
            is_told = true;
        }
        std::thread::sleep(GLANCE);
    }
}

#[cfg(unix)]
fn interrupt(hub: &Child) -> Result<()> {
    use nix::sys::signal::{Signal, kill};
    let id = nix::unistd::Pid::from_raw(i32::try_from(hub.id()).context("a process id out of range")?);
    kill(id, Signal::SIGINT).context("cannot stop the hub")
}

#[cfg(not(unix))]
fn interrupt(hub: &mut Child) -> Result<()> {
    hub.kill().context("cannot stop the hub")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_an_error_that_names_the_flag() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
        let port = taken.local_addr().expect("an address").port();
        let error = require_free(port).expect_err("it is taken").to_string();
        assert!(error.contains(&port.to_string()) && error.contains("--port"), "{error}");
    }
}
