package batos.crucible;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.httpclient5.ApacheDockerHttpClient;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Makes and removes the hardened containers, through docker-java.
final class Containers implements AutoCloseable {
    /// On every container of ours: whose it is.
    static final String OWNER = "batos.owner";

    /// Reads this room's Python from stdin and runs it: the image holds nothing of ours, so it
    /// never grows out of step with the host.
    private static final String BOOT =
            """
            import os
            def x(n):
             b=b''
             while len(b)<n:
              p=os.read(0,n-len(b))
              if not p: os._exit(0)
              b+=p
             return b
            def t(): return x(int.from_bytes(x(4),'big')).decode()
            c=t();h=t();s={'__name__':'cell'}
            exec(compile(c,'<cell>','exec'),s);s['main'](h)
            """;

    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final CrucibleOptions wanted;
    private final DockerClient client;
    private final ApacheDockerHttpClient http;
    private final String owner;

    Containers(CrucibleOptions wanted, String owner) {
        this.wanted = wanted;
        this.owner = owner;
        // No API version is pinned: dockerd 29 wants at least 1.44, dockerd 20.10 stops at 1.41.
        this.http =
                new ApacheDockerHttpClient.Builder()
                        .dockerHost(URI.create(wanted.dockerHost()))
                        .maxConnections(64)
                        .connectionTimeout(Duration.ofSeconds(5))
                        .build();
        this.client =
                DockerClientImpl.getInstance(
                        DefaultDockerClientConfig.createDefaultConfigBuilder()
                                .withDockerHost(wanted.dockerHost())
                                .withDockerTlsVerify(false)
                                .build(),
                        http);
    }

    DockerClient client() {
        return client;
    }

    /// A created container, not yet started; its id.
    String create() {
        var command =
                client.createContainerCmd(wanted.image())
                        .withEntrypoint("/usr/bin/python3")
                        .withCmd("-s", "-S", "-B", "-P", "-X", "utf8", "-c", BOOT)
                        .withEnv("PYTHONHASHSEED=0")
                        .withLabels(Map.of(OWNER, owner))
                        .withUser("1000:1000")
                        .withWorkingDir("/tmp")
                        .withHostName("crucible")
                        .withNetworkDisabled(true)
                        .withStdinOpen(true)
                        .withStdInOnce(true)
                        .withAttachStdin(true)
                        .withAttachStdout(true)
                        .withAttachStderr(true)
                        .withTty(false)
                        .withHostConfig(host());
        return command.exec().getId();
    }

    /// The pids limit counts the 27 to 39 threads of gVisor's own sentry, and reaching it kills the
    /// whole sandbox; nproc is what the code inside runs into, as a clean error.
    private HostConfig host() {
        long memory = wanted.limits().memory();
        return HostConfig.newHostConfig()
                .withRuntime(wanted.runtime())
                .withNetworkMode("none")
                .withReadonlyRootfs(true)
                .withTmpFs(Map.of("/tmp", "rw,noexec,nosuid,nodev,size=" + wanted.tmp()))
                .withMemory(memory)
                .withMemorySwap(memory)
                .withNanoCPUs(Math.round(wanted.cpus() * 1e9))
                .withPidsLimit((long) wanted.pids())
                .withUlimits(
                        List.of(
                                new Ulimit("nproc", 24L, 24L),
                                new Ulimit("nofile", 256L, 256L),
                                new Ulimit("fsize", 32L << 20, 32L << 20),
                                new Ulimit("core", 0L, 0L)))
                .withCapDrop(Capability.ALL)
                .withSecurityOpts(List.of("no-new-privileges"))
                .withIpcMode("none")
                .withLogConfig(new LogConfig(LogConfig.LoggingType.NONE))
                .withPrivileged(false)
                .withAutoRemove(true);
    }

    /// Ends and removes a container, whatever state it is in.
    ///
    /// @return whether it is gone; otherwise its removal is under way, which may fail
    boolean remove(String id) {
        try {
            client.removeContainerCmd(id).withForce(true).withRemoveVolumes(true).exec();
            return true;
        } catch (NotFoundException e) {
            return true;
        } catch (ConflictException e) {
            return false;
        }
    }

    /// Removes what owners that no longer live left behind; how many.
    int reap() {
        int reaped = 0;
        for (var container :
                client.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(OWNER))
                        .exec()) {
            var label = Optional.ofNullable(container.getLabels()).map(all -> all.get(OWNER));
            if (label.isPresent() && !ProcessIdentity.lives(label.get())) {
                remove(container.getId());
                reaped++;
            }
        }
        return reaped;
    }

    /// Ids of the containers that this process owns, running or not.
    List<String> own() {
        return client
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(Map.of(OWNER, owner))
                .exec()
                .stream()
                .map(container -> container.getId())
                .toList();
    }

    /// A dockerd that is stopped or killed silences every container: no tool is to blame for that.
    ///
    /// @throws Cell.Unready when dockerd does not answer
    void demandAnswer() throws Interpreter.Unready {
        DockerProbe.demandAnswer(wanted, PATIENCE);
    }

    /// The reason why dockerd sent no answer at all: asks it once more to find out.
    Interpreter.Unready silent(Exception e) {
        try {
            demandAnswer();
            return new Interpreter.Unready(
                    "dockerd broke off: " + JsonBoundary.harmless(String.valueOf(e.getMessage())),
                    "crucible check");
        } catch (Interpreter.Unready told) {
            return told;
        }
    }

    /// The meaning of dockerd's refusal, and the next step. Its answers have no code beside the
    /// HTTP status, which is the same for most of these.
    Interpreter.Unready unready(DockerException e) {
        var message = String.valueOf(e.getMessage());
        if (message.contains("Unknown runtime") || message.contains("no such runtime")) {
            return new Interpreter.Unready(
                    "dockerd has no runtime '" + wanted.runtime() + "'",
                    "sandbox/README.md, then crucible check");
        }
        if (message.contains("No such image")) {
            return new Interpreter.Unready("there is no image " + wanted.image(), "crucible build");
        }
        if (message.contains("fork/exec") || message.contains("no such file")) {
            return new Interpreter.Unready(
                    "dockerd cannot start runsc: it is not installed", "sudo sandbox/prepare");
        }
        if (message.contains("network enabled in root network namespace")) {
            return new Interpreter.Unready(
                    "runsc is registered without --network=none",
                    "sandbox/README.md, then crucible check");
        }
        if (message.contains("waiting for sandbox to start: EOF")) {
            return new Interpreter.Unready(
                    "gVisor does not start within its memory and process limits",
                    "settings show, then crucible check");
        }
        if (message.contains("no space left on device")) {
            return new Interpreter.Unready(
                    "the disk of dockerd is full", "docker system df, then docker system prune");
        }
        return new Interpreter.Unready(
                "dockerd refuses: " + JsonBoundary.harmless(message).strip(), "read dockerd's log");
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException e) {
            // It was only a connection.
        }
    }
}
