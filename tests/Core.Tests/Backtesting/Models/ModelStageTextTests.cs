using Serverless.Core.Backtesting.Models;
using Serverless.Core.Lifecycle;

namespace Serverless.Core.Tests.Backtesting.Models;

public sealed class ModelStageTextTests
{
    [Theory]
    [InlineData("models:\n  A: # first\n    lifecycle_stage: paper # since May\n    budget: 0.5\n", "models:\n  A: # first\n    lifecycle_stage: live # since May\n    budget: 0.5\n")]
    [InlineData("models:\n  A: {budget: 0.5, lifecycle_stage: 'paper'}\n", "models:\n  A: {budget: 0.5, lifecycle_stage: 'live'}\n")]
    [InlineData("models:\n  A: {budget: 0.5} # half\n", "models:\n  A: {lifecycle_stage: live, budget: 0.5} # half\n")]
    [InlineData("models:\n  A: {\n    budget: 0.5}\n", "models:\n  A: {\n    lifecycle_stage: live, budget: 0.5}\n")]
    [InlineData("models:\r\n  A:\r\n    budget: 0.5\r\n", "models:\r\n  A:\r\n    lifecycle_stage: live\r\n    budget: 0.5\r\n")]
    [InlineData("models:\n  A:\n    # half\n    budget: 0.5\n", "models:\n  A:\n    # half\n    lifecycle_stage: live\n    budget: 0.5\n")]
    [InlineData("{\"models\": {\"A\": {\n  \"budget\": 0.5}}}", "{\"models\": {\"A\": {\n  \"lifecycle_stage\": \"live\", \"budget\": 0.5}}}")]
    public void Set_AnyWayOfWriting_ChangesTheStageAndNothingElse(string before, string after)
    {
        Assert.Equal(after, ModelStageText.Set(before, "a.yaml", "A", ModelStage.Live));
        Assert.Equal(ModelStage.Live, ModelStageText.Get(after, "a.yaml", "A"));
    }

    [Theory]
    [InlineData("models:\n  B: &b {lifecycle_stage: paper}\n  A: *b\n", "a.yaml:2:6: the stage of 'A' cannot be changed without another line")]
    [InlineData("models:\n  A:\n    lifecycle_stage: >-\n      paper\n", "a.yaml:3:5: the stage of 'A' cannot be changed without another line")]
    [InlineData("models:\n  B:\n    budget: 0.5\n", "a.yaml says nothing of a model 'A'")]
    public void Set_WhereItCannot_SaysWhatToDo(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => ModelStageText.Set(text, "a.yaml", "A", ModelStage.Live)).Message, StringComparison.Ordinal);

    [Fact]
    public void Get_NoStageOrAnUnknownOne_IsResearchOrAnError()
    {
        Assert.Equal(ModelStage.Research, ModelStageText.Get("models:\n  A: {budget: 0.5}\n", "a.yaml", "A"));
        Assert.Throws<ArgumentException>(() => ModelStageText.Get("models:\n  A: {lifecycle_stage: alive}\n", "a.yaml", "A"));
    }

    [Theory]
    [InlineData(ModelStage.Research, ModelStage.Candidate, LifecycleTrigger.Promote)]
    [InlineData(ModelStage.Candidate, ModelStage.Paper, LifecycleTrigger.Promote)]
    [InlineData(ModelStage.Paper, ModelStage.Live, LifecycleTrigger.Promote)]
    [InlineData(ModelStage.Live, ModelStage.Paper, LifecycleTrigger.Demote)]
    [InlineData(ModelStage.Live, ModelStage.Research, LifecycleTrigger.RollBack)]
    public void Between_OneStep_IsThatOfTheTable(ModelStage from, ModelStage to, LifecycleTrigger trigger) => Assert.Equal(trigger, ModelTransition.Between(from, to));

    [Fact]
    public void Between_MoreThanAStep_NamesWhatOneLeadsTo() => Assert.StartsWith(
        "No step leads from Research to Live; one leads to Candidate.", Assert.Throws<ArgumentException>(() => ModelTransition.Between(ModelStage.Research, ModelStage.Live)).Message, StringComparison.Ordinal);
}
