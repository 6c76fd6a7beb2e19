package batos.crucible;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import batos.Patience;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Ulimit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// A container that waits in the pool, as dockerd itself describes it.
class HardeningIT {
    static final CrucibleOptions WANTED = CrucibleOptions.USUAL.with(CrucibleOptions.Prefer.GVISOR);
    static GVisorCrucible crucible;
    static Containers docker;
    static InspectContainerResponse waiting;

    @BeforeAll
    static void inspect() throws InterruptedException {
        docker = new Containers(WANTED, ProcessIdentity.self());
        crucible = (GVisorCrucible) CrucibleFactory.choose(WANTED);
        assertEquals("42", crucible.run(AttackIT.HONEST).words());
        AttackIT.awaitOnlyTheWarm(crucible);
        waiting = docker.client().inspectContainerCmd(crucible.containers().getFirst()).exec();
    }

    @AfterAll
    static void close() {
        crucible.close();
        docker.close();
    }

    static HostConfig host() {
        return waiting.getHostConfig();
    }

    @Nested
    class AWaitingContainer {
        @Test
        void runsInGVisorAsNobody() {
            assertEquals("runsc", host().getRuntime());
            assertEquals("1000:1000", waiting.getConfig().getUser());
            assertEquals(false, host().getPrivileged());
        }

        @Test
        void hasNoNetworkNoSharedMemoryAndNoLog() {
            assertEquals("none", host().getNetworkMode());
            assertEquals("none", host().getIpcMode());
            assertEquals(LogConfig.LoggingType.NONE, host().getLogConfig().getType());
            assertTrue(waiting.getNetworkSettings().getPorts().getBindings().isEmpty());
        }

        @Test
        void canWriteNothingButASmallTmp() {
            assertEquals(true, host().getReadonlyRootfs());
            assertEquals(
                    Map.of("/tmp", "rw,noexec,nosuid,nodev,size=" + (16 << 20)), host().getTmpFs());
        }

        @Test
        void sharesNothingWithTheHost() {
            assertEquals(List.of(), waiting.getMounts());
            assertTrue(host().getBinds() == null || host().getBinds().length == 0);
            assertTrue(host().getDevices() == null || host().getDevices().length == 0);
            assertTrue(host().getVolumesFrom() == null || host().getVolumesFrom().length == 0);
            assertTrue(
                    Arrays.stream(waiting.getConfig().getEnv())
                            .allMatch(each ->
                                    each.startsWith("PATH=") || each.equals("PYTHONHASHSEED=0")));
        }

        @Test
        void hasNoCapabilitiesAndCanGainNone() {
            assertEquals(List.of(Capability.ALL), Arrays.asList(host().getCapDrop()));
            assertTrue(host().getCapAdd() == null || host().getCapAdd().length == 0);
            assertTrue(host().getSecurityOpts().contains("no-new-privileges"));
        }

        @Test
        void isBoundedInMemoryProcessorsAndProcesses() {
            assertEquals(WANTED.limits().memory(), host().getMemory());
            assertEquals(host().getMemory(), host().getMemorySwap());
            assertEquals(1_000_000_000L, host().getNanoCPUs());
            assertEquals(512L, host().getPidsLimit());
            var limits = Arrays.asList(host().getUlimits());
            assertTrue(limits.contains(new Ulimit("nproc", 24L, 24L)), limits.toString());
            assertTrue(limits.contains(new Ulimit("nofile", 256L, 256L)), limits.toString());
            assertTrue(limits.contains(new Ulimit("fsize", 32L << 20, 32L << 20)));
            assertTrue(limits.contains(new Ulimit("core", 0L, 0L)), limits.toString());
        }

        @Test
        void removesItselfAndNamesItsOwner() {
            assertEquals(true, host().getAutoRemove());
            assertEquals(
                    ProcessIdentity.self(), waiting.getConfig().getLabels().get(Containers.OWNER));
        }
    }

    @Nested
    class ThePool {
        @Test
        void neverHoldsMoreThanItsSizeWhenNobodyCalls() {
            assertEquals(WANTED.pool(), crucible.containers().size());
        }

        @Test
        void givesAContainerOnce() throws Exception {
            var first = crucible.containers();
            for (int i = 0; i < WANTED.pool(); i++) {
                assertEquals("42", crucible.run(AttackIT.HONEST).words());
            }
            Patience.until(
                    first::toString, () -> Collections.disjoint(first, crucible.containers()));
        }
    }
}
