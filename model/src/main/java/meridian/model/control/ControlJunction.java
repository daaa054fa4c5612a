package meridian.model.control;

import java.util.List;

/**
 * One controller with what it governs.
 *
 * @param id the controller's
 * @param groups number of its signal groups
 * @param stages in the order of its plan; empty where it has none, and then nobody can choose one
 * @param cycleSeconds of its plan, more than 0
 * @param offsetSeconds when the plan's cycle begins, s of the plant's clock
 * @param movements by group and lane; right turns that are green in every stage among them
 */
public record ControlJunction(
        String id,
        int groups,
        List<ControlStage> stages,
        double cycleSeconds,
        double offsetSeconds,
        List<ControlMovement> movements) {
    public ControlJunction {
        stages = List.copyOf(stages);
        movements = List.copyOf(movements);
        if (!(cycleSeconds > 0)) {
            throw new IllegalArgumentException("junction " + id + " needs a cycle above 0 s, got " + cycleSeconds);
        }
        for (ControlStage stage : stages) {
            for (int group : stage.groups()) {
                if (group < 0 || group >= groups) {
                    throw new IllegalArgumentException(
                            "junction " + id + " has " + groups + " groups, but a stage names group " + group);
                }
            }
        }
    }
}
