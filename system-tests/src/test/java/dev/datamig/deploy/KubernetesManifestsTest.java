package dev.datamig.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.datamig.contracts.landscape.LandscapeFile;
import dev.datamig.deploy.Manifests.Kustomization;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.Volume;
import io.fabric8.kubernetes.api.model.VolumeMount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manifests hold together, as far as that can be said without a cluster. */
class KubernetesManifestsTest {

    private static final Path BASE = Manifests.KUBERNETES.resolve("base");
    private static final Path EXAMPLE = Manifests.KUBERNETES.resolve("overlays/example");
    private static final Set<String> SERVICES = Set.of("coordinator", "extractor", "anonymizer", "validator", "loader");
    private static final String NAME = "app.kubernetes.io/name";

    static List<Deployment> deployments() {
        return Manifests.of(Deployment.class, Manifests.all(EXAMPLE));
    }

    @Test
    void areReadStrictly(@TempDir Path folder) throws Exception {
        String sound = "apiVersion: v1\nkind: Service\nmetadata: { name: x }\nspec: { ports: [ { port: 80 } ] }\n";
        assertThat(Manifests.resources(Files.writeString(folder.resolve("sound.yaml"), sound)))
                .hasSize(1);
        for (String wrong : List.of(
                sound.replace("port: 80", "prot: 80"),
                sound.replace("kind: Service", "kind: Servce"),
                sound.replace("kind: Service", "kind: ClusterRole"),
                sound + "kind: Service\n")) {
            Path file = Files.writeString(folder.resolve("wrong.yaml"), wrong);
            assertThatThrownBy(() -> Manifests.resources(file)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void areAllListedAndListNothingThatIsMissing() {
        for (Path folder : List.of(BASE, EXAMPLE)) {
            Kustomization kustomization = Manifests.kustomization(folder);
            Set<Path> named = Stream.concat(kustomization.resources().stream(), generated(kustomization))
                    .map(name -> folder.resolve(name).normalize())
                    .collect(Collectors.toSet());
            assertThat(named).allSatisfy(path -> assertThat(path).exists());
            List<Path> present = new ArrayList<>(Manifests.yamlFiles(folder));
            present.remove(folder.resolve("kustomization.yaml"));
            assertThat(named).containsAll(present);
            assertThat(kustomization.kind()).isEqualTo("Kustomization");
            assertThat(kustomization.apiVersion()).isEqualTo("kustomize.config.k8s.io/v1beta1");
        }
    }

    @Test
    void haveOneDeploymentPerPhaseAndNameNothingTwice() {
        List<HasMetadata> all = Manifests.all(EXAMPLE);

        assertThat(deployments().stream().map(it -> it.getMetadata().getLabels().get(NAME)))
                .containsExactlyInAnyOrderElementsOf(SERVICES);
        assertThat(all.stream().map(it -> it.getKind() + "/" + it.getMetadata().getName()))
                .doesNotHaveDuplicates();
        assertThat(all)
                .allSatisfy(it ->
                        assertThat(it.getMetadata().getLabels()).containsEntry("app.kubernetes.io/part-of", "datamig"));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void selectTheirOwnPodsAndNoOthers(Deployment deployment) {
        Map<String, String> selector = deployment.getSpec().getSelector().getMatchLabels();

        assertThat(pods(deployment)).containsAllEntriesOf(selector);
        assertThat(deployments().stream().filter(other -> pods(other).entrySet().containsAll(selector.entrySet())))
                .hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void haveAnAccountThatMayDoNothing(Deployment deployment) {
        PodSpec pod = pod(deployment);
        ServiceAccount account = Manifests.of(ServiceAccount.class, Manifests.all(EXAMPLE)).stream()
                .filter(it -> it.getMetadata().getName().equals(pod.getServiceAccountName()))
                .findFirst()
                .orElseThrow();

        assertThat(account.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void areProbedWhereTheServicesAnswer(Deployment deployment) {
        Container container = container(deployment);
        List<String> ports =
                container.getPorts().stream().map(ContainerPort::getName).toList();

        assertProbe(container.getStartupProbe(), "/q/health/started", ports);
        assertProbe(container.getReadinessProbe(), "/q/health/ready", ports);
        assertProbe(container.getLivenessProbe(), "/q/health/live", ports);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void areBoundedInMemoryAndAskForWhatTheyNeed(Deployment deployment) {
        var resources = container(deployment).getResources();

        assertThat(resources.getRequests()).containsKeys("cpu", "memory");
        assertThat(resources.getLimits()).containsKey("memory");
        assertThat(resources.getRequests().get("memory").getNumericalAmount())
                .isLessThanOrEqualTo(resources.getLimits().get("memory").getNumericalAmount());
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void runWithoutPrivileges(Deployment deployment) {
        var pod = pod(deployment).getSecurityContext();
        var container = container(deployment).getSecurityContext();

        assertThat(pod.getRunAsNonRoot()).isTrue();
        assertThat(pod.getRunAsUser()).isEqualTo(10001);
        assertThat(pod.getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(container.getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getCapabilities().getAdd()).isEmpty();
        assertThat(pod(deployment).getHostNetwork()).isNull();
        assertThat(pod(deployment).getVolumes()).allMatch(volume -> volume.getHostPath() == null);
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void mountWhatTheyDeclareAndCanWriteToTmp(Deployment deployment) {
        List<String> volumes =
                pod(deployment).getVolumes().stream().map(Volume::getName).toList();
        List<VolumeMount> mounts = container(deployment).getVolumeMounts();

        assertThat(mounts.stream().map(VolumeMount::getName)).containsExactlyInAnyOrderElementsOf(volumes);
        assertThat(mounts).anyMatch(mount -> mount.getMountPath().equals("/tmp"));
        assertThat(mounts.stream().map(VolumeMount::getMountPath)).doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void referToConfigurationAndClaimsThatExist(Deployment deployment) {
        Set<String> configMaps = Stream.concat(
                        Manifests.of(ConfigMap.class, Manifests.all(EXAMPLE)).stream()
                                .map(it -> it.getMetadata().getName()),
                        Manifests.kustomization(EXAMPLE).configMapGenerator().stream()
                                .map(Kustomization.Generator::name))
                .collect(Collectors.toSet());
        Set<String> claims = Manifests.of(PersistentVolumeClaim.class, Manifests.all(EXAMPLE)).stream()
                .map(it -> it.getMetadata().getName())
                .collect(Collectors.toSet());

        for (Volume volume : pod(deployment).getVolumes()) {
            if (volume.getConfigMap() != null) {
                assertThat(configMaps).contains(volume.getConfigMap().getName());
            }
            if (volume.getPersistentVolumeClaim() != null) {
                assertThat(claims).contains(volume.getPersistentVolumeClaim().getClaimName());
            }
        }
        container(deployment).getEnvFrom().stream()
                .filter(from -> from.getConfigMapRef() != null)
                .forEach(from ->
                        assertThat(configMaps).contains(from.getConfigMapRef().getName()));
    }

    @ParameterizedTest
    @MethodSource("deployments")
    void takeSecretsByReferenceOnly(Deployment deployment) {
        assertThat(container(deployment).getEnv())
                .filteredOn(it -> it.getName().matches(".*(PASSWORD|SECRET|TOKEN|_KEY)"))
                .allSatisfy(it -> assertThat(it.getValue()).isNull());
    }

    @Test
    void giveEachServiceOnlyTheKeysThatItNeeds() {
        Map<String, Set<String>> keys = deployments().stream()
                .collect(Collectors.toMap(it -> it.getMetadata().getLabels().get(NAME), it -> keys(it)));

        assertThat(keys)
                .isEqualTo(Map.of(
                        "coordinator", Set.of("staging"),
                        "extractor", Set.of("staging"),
                        "anonymizer", Set.of("staging", "masking"),
                        "validator", Set.of("staging", "seal"),
                        "loader", Set.of("seal")));
    }

    @Test
    void tellEachServiceWhereItsKeysAreMounted() {
        for (Deployment deployment : deployments()) {
            Set<String> told = container(deployment).getEnv().stream()
                    .filter(it -> it.getName().endsWith("_KEY_FILE"))
                    .map(EnvVar::getValue)
                    .collect(Collectors.toSet());
            assertThat(told)
                    .isEqualTo(keys(deployment).stream()
                            .map(key -> "/var/run/datamig/keys/" + key)
                            .collect(Collectors.toSet()));
        }
    }

    @Test
    void haveAServiceAndADisruptionBudgetForEachDeployment() {
        List<HasMetadata> all = Manifests.all(EXAMPLE);
        for (Deployment deployment : deployments()) {
            Map<String, String> pods = pods(deployment);
            assertThat(Manifests.of(PodDisruptionBudget.class, all))
                    .filteredOn(it -> pods.entrySet()
                            .containsAll(
                                    it.getSpec().getSelector().getMatchLabels().entrySet()))
                    .hasSize(1);
            assertThat(Manifests.of(Service.class, all))
                    .filteredOn(it -> pods.entrySet()
                            .containsAll(it.getSpec().getSelector().entrySet()))
                    .singleElement()
                    .satisfies(it -> assertThat(container(deployment).getPorts())
                            .extracting(ContainerPort::getName)
                            .contains(it.getSpec()
                                    .getPorts()
                                    .getFirst()
                                    .getTargetPort()
                                    .getStrVal()));
        }
    }

    @Test
    void denyEveryConnectionThatIsNotNamed() {
        List<NetworkPolicy> policies = Manifests.of(NetworkPolicy.class, Manifests.all(EXAMPLE));

        assertThat(policies)
                .filteredOn(it -> it.getSpec().getIngress().isEmpty()
                        && it.getSpec().getEgress().isEmpty())
                .singleElement()
                .satisfies(it -> {
                    assertThat(it.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
                    for (Deployment deployment : deployments()) {
                        assertThat(pods(deployment))
                                .containsAllEntriesOf(
                                        it.getSpec().getPodSelector().getMatchLabels());
                    }
                });
        assertThat(policies)
                .filteredOn(it -> !it.getSpec().getIngress().isEmpty())
                .allSatisfy(it -> assertThat(it.getSpec().getIngress())
                        .allSatisfy(rule -> assertThat(rule.getFrom()).isNotEmpty()));
    }

    @Test
    void letTheAnonymizerReachNoDatabase() {
        Map<String, String> anonymizer = deployments().stream()
                .map(KubernetesManifestsTest::pods)
                .filter(it -> "anonymizer".equals(it.get(NAME)))
                .findFirst()
                .orElseThrow();
        List<Integer> ports = Manifests.of(NetworkPolicy.class, Manifests.all(EXAMPLE)).stream()
                .filter(it ->
                        it.getSpec().getPodSelector().getMatchExpressions().isEmpty())
                .filter(it -> anonymizer
                        .entrySet()
                        .containsAll(
                                it.getSpec().getPodSelector().getMatchLabels().entrySet()))
                .flatMap(it -> it.getSpec().getEgress().stream())
                .flatMap(it -> it.getPorts().stream())
                .map(it -> it.getPort().getIntVal())
                .toList();

        assertThat(ports).contains(53, 9092).doesNotContain(5432, 7687);
        assertThat(Manifests.of(NetworkPolicy.class, Manifests.all(EXAMPLE)).stream()
                        .flatMap(it -> it.getSpec().getPodSelector().getMatchExpressions().stream())
                        .flatMap(it -> it.getValues().stream()))
                .isNotEmpty()
                .doesNotContain("anonymizer");
    }

    @Test
    void scaleDeploymentsThatExistWithinTheirTopicsPartitions() {
        Set<String> names =
                deployments().stream().map(it -> it.getMetadata().getName()).collect(Collectors.toSet());

        assertThat(Manifests.of(HorizontalPodAutoscaler.class, Manifests.all(EXAMPLE)))
                .isNotEmpty()
                .allSatisfy(it -> {
                    assertThat(names).contains(it.getSpec().getScaleTargetRef().getName());
                    assertThat(it.getSpec().getMinReplicas())
                            .isLessThanOrEqualTo(it.getSpec().getMaxReplicas());
                    assertThat(it.getSpec().getMaxReplicas()).isLessThanOrEqualTo(12);
                });
    }

    @Test
    void tagEveryImageInTheExample() {
        Map<String, String> tags = Manifests.kustomization(EXAMPLE).images().stream()
                .collect(Collectors.toMap(Kustomization.Image::name, Kustomization.Image::newTag));

        assertThat(tags.keySet())
                .containsExactlyInAnyOrderElementsOf(deployments().stream()
                        .map(it -> container(it).getImage())
                        .toList());
        assertThat(tags.values()).doesNotContain("latest", "");
    }

    @Test
    void comeWithALandscapeThatIsSound() {
        assertThat(LandscapeFile.read(EXAMPLE.resolve("landscape.yaml")))
                .isInstanceOf(LandscapeFile.Reading.Sound.class);
    }

    private static void assertProbe(Probe probe, String path, List<String> ports) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(ports).contains(probe.getHttpGet().getPort().getStrVal());
    }

    private static Set<String> keys(Deployment deployment) {
        return pod(deployment).getVolumes().stream()
                .filter(volume -> volume.getProjected() != null)
                .flatMap(volume -> volume.getProjected().getSources().stream())
                .flatMap(source -> source.getSecret().getItems().stream())
                .map(item -> item.getPath())
                .collect(Collectors.toSet());
    }

    private static Stream<String> generated(Kustomization kustomization) {
        return kustomization.configMapGenerator() == null
                ? Stream.of()
                : kustomization.configMapGenerator().stream().flatMap(it -> it.files().stream());
    }

    private static Map<String, String> pods(Deployment deployment) {
        return deployment.getSpec().getTemplate().getMetadata().getLabels();
    }

    private static PodSpec pod(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec();
    }

    private static Container container(Deployment deployment) {
        assertThat(pod(deployment).getContainers()).hasSize(1);
        return pod(deployment).getContainers().getFirst();
    }
}
