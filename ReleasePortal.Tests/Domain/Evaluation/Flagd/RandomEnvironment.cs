using System.Text.Json.Nodes;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using static ReleasePortal.Tests.Domain.Evaluation.Compiled;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Domain.Evaluation.Flagd;

/// <summary>
/// Controls, groups and users drawn from few names and values, so that they meet often: each condition is asked of the values that
/// it is for, of their neighbours, and of every wrong type.
/// </summary>
internal sealed class RandomEnvironment(Random random)
{
    private static readonly string[] Names = ["plan", "age", "version", "user.plan", @"back\slash", "$flag", UserContext.TargetingKeyName];

    private static readonly string[] Texts =
    [
        "pro", "Pro", "p", "", "5", "true", "null", "$&", "a$$b", @"\", "\"", "é", "[object Object]",
        "1.2.3", "1.2", "1", "v1.2.3", "=1.2.3", " 1.2.3", "1.2.3 ", "1.2.3+b", "1.2.3+b ", "1.2.3+", "1.2.3-", "1.2.3-rc.1", "1.2.3-rc.10",
        "1.2.3-rc.1+b", "1.2.3.4", "01.2.3", "1.10.0", "2.0.0-a", "2.0.0", "user-1", "user-2",
    ];

    private static readonly string[] Versions = ["1.2.3", "1.2.3-rc.1", "1.2.3-rc.2", "1.10.0", "2.0.0", "1.2.3+b"];

    private static readonly double[] Numbers = [5, 5.5, -7, 0, -0.0, 1e21, 1e-7, 18];

    private static readonly string[] Odd = ["null", "[]", "[5]", "[\"pro\"]", "[\"5a\"]", "[[{}]]", "{}", "{\"plan\":\"pro\"}"];

    private static readonly (ValueType Type, string[] Values)[] Kinds =
    [
        (ValueType.String, ["\"classic\"", "\"ex\\\"press\"", "\"$& gu\u00efd\u00e9\""]),
        (ValueType.Number, ["0", "1.50", "-2e3"]),
        (ValueType.Object, ["{}", "{\"a\":[1,null]}", "{\"b\":{\"c\":1.0}}"]),
    ];

    private static readonly string[] VariantKeys = ["classic", "express", "guided"];

    public EnvironmentState State(int controls)
    {
        AudienceGroup[] groups = [.. Enumerable.Range(0, 8).Select(number => Group($"group-{number}", GroupDetails()))];
        string[] keys = [.. groups.Select(group => group.Key), "removed"];
        return EnvironmentState.Compile(
            Production, "r1", Enumerable.Range(0, controls).Select(number => Control($"control-{number}", keys)).ToList(), groups);
    }

    /// <summary>An evaluation context as an application would send it.</summary>
    public JsonObject Context()
    {
        var context = new JsonObject();
        foreach (var name in Names)
        {
            if (name is not UserContext.TargetingKeyName && random.Next(4) > 0)
                context[name] = Value();
        }

        if (random.Next(8) > 0)
            context[UserContext.TargetingKeyName] = random.Next(20) is 0 ? "" : $"user-{random.Next(500)}";
        return context;
    }

    private ReleaseControl Control(string key, string[] groups)
    {
        if (random.Next(3) is 0)
            return ANewToggle(key).In(ToggleState(groups));

        var (type, values) = Pick(Kinds);
        var variants = VariantKeys.Zip(values, (name, value) => new Variant(name, name, value)).ToList();
        var flag = ReleaseControl.Create(
            Guid.CreateVersion7(),
            key,
            ControlKind.Flag,
            type,
            "classic",
            new ControlDetails { Name = key, RemoveBy = new DateOnly(2026, 12, 31), Variants = variants },
            Circumstances());
        return flag.Value!.In(FlagState(groups));
    }

    private ReleaseState ToggleState(string[] groups) => random.Next(4) switch
    {
        0 => ReleaseState.Closed,
        1 => OpenToEveryone(share: Share()),
        _ => OpenTo([.. Some(groups).Select(group => new GroupRule(group, Serving.Of(Variant.On)))]),
    };

    private ReleaseState FlagState(string[] groups) => random.Next(5) switch
    {
        0 => ReleaseState.Closed,
        1 => OpenToEveryone(Pick(VariantKeys), Share()),
        2 => SplitEveryone(Share(), Split()),
        _ => OpenTo([.. Some(groups).Select(group => new GroupRule(group, random.Next(2) is 0 ? Serving.Of(Pick(VariantKeys)) : Serving.Between(Split())))]),
    };

    private int? Share() => random.Next(3) is 0 ? null : random.Next(1, 10_000);

    private WeightedVariant[] Split()
    {
        var weights = VariantKeys.Select(key => new WeightedVariant(key, random.Next(4) is 0 ? 0 : random.Next(1, 100))).ToArray();
        return Array.Exists(weights, part => part.Weight > 0) ? weights : Split();
    }

    private GroupDetails GroupDetails()
    {
        var shape = random.Next(1, 8);
        return new GroupDetails
        {
            Name = "Group",
            Members = (shape & 1) is 0 ? [] : [.. Enumerable.Range(0, 20).Select(_ => $"user-{random.Next(500)}").Distinct()],
            Conditions = (shape & 2) is 0 ? [] : [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => Condition())],
            Sample = (shape & 4) is 0 ? null : random.Next(4) is 0 ? 10_000 : random.Next(1, 10_000),
        };
    }

    private Condition Condition()
    {
        var comparison = Pick(Enum.GetValues<ConditionOperator>());
        IReadOnlyList<ConditionValue> values = comparison switch
        {
            ConditionOperator.In or ConditionOperator.NotIn => [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => Compared())],
            ConditionOperator.Equals or ConditionOperator.NotEquals => [Compared()],
            ConditionOperator.StartsWith or ConditionOperator.EndsWith or ConditionOperator.Contains => [TextToCompare()],
            <= ConditionOperator.GreaterOrEqual => [Pick(Numbers)],
            _ => [Pick(Versions)],
        };
        return new Condition(Pick(Names), comparison, values);
    }

    private ConditionValue Compared() => random.Next(4) switch
    {
        0 => Pick(Numbers),
        1 => random.Next(2) is 0,
        _ => TextToCompare(),
    };

    private string TextToCompare() => Pick([.. Texts.Where(text => text.Length > 0)]);

    private JsonNode? Value() => random.Next(10) switch
    {
        < 5 => Pick(Texts),
        < 8 => Pick(Numbers),
        8 => random.Next(2) is 0,
        _ => JsonNode.Parse(Pick(Odd)),
    };

    private T Pick<T>(IReadOnlyList<T> from) => from[random.Next(from.Count)];

    private string[] Some(string[] from) => [.. random.GetItems(from, random.Next(1, 4)).Distinct()];
}
