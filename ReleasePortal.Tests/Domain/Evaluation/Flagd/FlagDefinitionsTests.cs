using System.Text.Json.Nodes;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ReleasePortal.Domain.Evaluation.Flagd;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;

namespace ReleasePortal.Tests.Domain.Evaluation.Flagd;

/// <summary>What flagd reads, word by word; that it means the same is for <see cref="ParityTests"/>.</summary>
public sealed class FlagDefinitionsTests
{
    private const string NamesAUser = """{"and":[{"starts_with":[{"var":"targetingKey"},""]},{"!==":[{"var":"targetingKey"},""]}]}""";

    [Fact]
    public void ClosedToggle_ServesItsOffVariantToEverybody() => AssertJson(
        """
        {
          "metadata": { "flagSetId": "production" },
          "flags": { "banner": { "state": "ENABLED", "defaultVariant": "off", "variants": { "on": true, "off": false } } },
          "$evaluators": {}
        }
        """,
        Write(State(ANewToggle())));

    [Fact]
    public void Everyone_GetsTheVariant() => AssertJson("""{"if":[true,"express"]}""", TargetingOf(ANewFlag().In(OpenToEveryone("express"))));

    [Fact]
    public void Share_IsDrawnFromTenThousand() => AssertJson(
        """
        {"if":[{"and":[USER,{"===":[{"fractional":[{"cat":["share/banner/",{"var":"targetingKey"}]},["in",2500],["out",7500]]},"in"]}]},"on"]}
        """,
        TargetingOf(ANewToggle().In(OpenToEveryone(share: 2_500))));

    [Fact]
    public void Split_IsDrawnByItsWeights_AndLeavesOutWhoHasNone() => AssertJson(
        """
        {"if":[true,{"if":[USER,{"fractional":[{"cat":["layout",{"var":"targetingKey"}]},["express",1],["guided",3]]},"classic"]}]}
        """,
        TargetingOf(ANewFlag().In(SplitEveryone(null, new("express", 1), new("classic", 0), new("guided", 3)))));

    [Fact]
    public void Groups_AreWrittenOnce_AndReferredTo()
    {
        var group = GroupOf("bob", "ann");

        var definitions = Write(State(ANewToggle().In(OpenTo(group.Gets("on"))), group));

        AssertJson(
            """{"if":[{"$ref":"group"},"on",{"!":[USER]},"off"]}""",
            definitions["flags"]!["banner"]!["targeting"]);
        AssertJson("""{"group":{"in":[{"var":"targetingKey"},["ann","bob"]]}}""", definitions["$evaluators"]);
    }

    [Theory]
    [InlineData("$&")]
    [InlineData(@"back\slash")]
    [InlineData("\"quoted\"")]
    public void Group_WithSignsThatReplacingTextWouldChange_IsWrittenInPlace(string member)
    {
        var group = GroupOf(member);

        var definitions = Write(State(ANewToggle().In(OpenTo(group.Gets("on"))), group));

        Assert.Equal(member, (string?)definitions["flags"]!["banner"]!["targeting"]!["if"]![0]!["in"]![1]![0]);
        Assert.Empty(definitions["$evaluators"]!.AsObject());
    }

    [Fact]
    public void RemovedGroup_ContainsNobody() => Assert.Null(TargetingOf(ANewToggle().In(OpenTo(GroupOf("ann").Gets("on")))));

    [Theory]
    [InlineData(ConditionOperator.Equals, """{"in":[{"var":"plan"},["pro"]]}""")]
    [InlineData(ConditionOperator.NotEquals, """{"and":[{"starts_with":[{"var":"plan"},""]},{"!":[{"in":[{"var":"plan"},["pro"]]}]}]}""")]
    [InlineData(ConditionOperator.StartsWith, """{"starts_with":[{"var":"plan"},"pro"]}""")]
    [InlineData(ConditionOperator.EndsWith, """{"ends_with":[{"var":"plan"},"pro"]}""")]
    [InlineData(ConditionOperator.Contains, """{"and":[{"starts_with":[{"var":"plan"},""]},{"in":["pro",{"var":"plan"}]}]}""")]
    public void Conditions_OnTexts_AskForTextsOnly(ConditionOperator comparison, string logic)
    {
        var group = GroupWhere(Where("plan", comparison, "pro"));

        AssertJson(logic, Write(State(ANewToggle().In(OpenTo(group.Gets("on"))), group))["$evaluators"]!["group"]);
    }

    [Fact]
    public void NamesWithDots_AreFlat()
    {
        var group = GroupWhere(Where("user.plan", ConditionOperator.StartsWith, "pro"));

        AssertJson(
            """{"starts_with":[{"var":"user\\.plan"},"pro"]}""",
            TargetingOf(ANewToggle().In(OpenTo(group.Gets("on"))), group)!["if"]![0]);
    }

    [Fact]
    public void TheSameState_GivesTheSameBytes()
    {
        var group = GroupOf([.. Enumerable.Range(0, 100).Select(number => $"user-{number}")]);
        var again = GroupOf([.. Enumerable.Range(0, 100).Reverse().Select(number => $"user-{number}")]);

        Assert.Equal(
            FlagDefinitions.Write(State(ANewToggle().In(OpenTo(group.Gets("on"))), group)),
            FlagDefinitions.Write(State(ANewToggle().In(OpenTo(again.Gets("on"))), again)));
    }

    private static JsonNode Write(EnvironmentState state) => JsonNode.Parse(FlagDefinitions.Write(state))!;

    private static JsonNode? TargetingOf(ReleaseControl control, params AudienceGroup[] groups) =>
        Write(State(control, groups))["flags"]![control.Key]!["targeting"];

    private static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(
        JsonNode.Parse(expected.Replace("USER", NamesAUser, StringComparison.Ordinal))!.ToJsonString(), actual?.ToJsonString());
}
