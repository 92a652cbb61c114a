using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Evaluation;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Domain.Evaluation;

/// <summary>Controls and groups as the desk would make them, compiled for one environment.</summary>
internal static class Compiled
{
    public const string Production = "production";

    private static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 0, 0, TimeSpan.Zero);

    /// <summary>A toggle of that key in a state on production, with the groups that exist.</summary>
    public static CompiledControl Toggle(ReleaseState state, params AudienceGroup[] groups) => State(ANewToggle().In(state), groups).Find("banner")!;

    /// <summary>A flag with the string variants <c>classic</c> (off), <c>express</c>, <c>guided</c>, likewise.</summary>
    public static CompiledControl Flag(ReleaseState state, params AudienceGroup[] groups) => State(ANewFlag().In(state), groups).Find("layout")!;

    public static EnvironmentState State(ReleaseControl control, params AudienceGroup[] groups) =>
        EnvironmentState.Compile(Production, "r1", [control], groups);

    public static ReleaseControl ANewToggle(string key = "banner") =>
        ReleaseControl.Create(Guid.CreateVersion7(), key, ControlKind.Toggle, ValueType.Boolean, null, Details, Circumstances()).Value!;

    public static ReleaseControl ANewFlag(string key = "layout") => ReleaseControl.Create(
        Guid.CreateVersion7(), key, ControlKind.Flag, ValueType.String, "classic", Details with
        {
            Variants =
            [
                new Variant("classic", "Classic", "\"classic\""),
                new Variant("express", "Express", "\"express\""),
                new Variant("guided", "Guided", "\"guided\""),
            ],
        },
        Circumstances()).Value!;

    public static ReleaseControl In(this ReleaseControl control, ReleaseState state)
    {
        var circumstances = Circumstances([.. state.Groups.Select(rule => rule.Group)]);
        if (state.Availability is Availability.Closed)
            return control;

        var result = state switch
        {
            { Availability: Availability.Groups } => control.ReleaseToGroups(Production, state.Groups, null, circumstances),
            { Serving.Variant: { } variant } => control.ReleaseToEveryone(Production, variant, state.Share, null, circumstances),
            _ => control.ServeSplit(Production, state.Serving!.Split, state.Share, null, circumstances),
        };
        Assert.Null(result.Refusal);
        return control;
    }

    public static AudienceGroup Group(string key, GroupDetails details) =>
        AudienceGroup.Define(Guid.CreateVersion7(), key, details, Circumstances()).Value!;

    public static AudienceGroup GroupOf(params string[] members) => Group("group", new GroupDetails { Name = "Group", Members = members });

    public static AudienceGroup GroupWhere(params Condition[] conditions) =>
        Group("group", new GroupDetails { Name = "Group", Conditions = conditions });

    public static Condition Where(string attribute, ConditionOperator comparison, params ConditionValue[] values) =>
        new(attribute, comparison, values);

    public static GroupRule Gets(this AudienceGroup group, string variant) => new(group.Key, Serving.Of(variant));

    public static GroupRule GetsSplit(this AudienceGroup group, params WeightedVariant[] split) => new(group.Key, Serving.Between(split));

    public static ReleaseState OpenTo(params GroupRule[] rules) => ReleaseState.ToGroups(rules);

    public static ReleaseState OpenToEveryone(string variant = Variant.On, int? share = null) =>
        ReleaseState.ToEveryone(Serving.Of(variant), share);

    public static ReleaseState SplitEveryone(int? share, params WeightedVariant[] split) =>
        ReleaseState.ToEveryone(Serving.Between(split), share);

    public static UserContext User(string? targetingKey = "ann", params (string Name, AttributeValue Value)[] attributes) =>
        new(targetingKey, attributes.ToDictionary(attribute => attribute.Name, attribute => attribute.Value));

    public static Circumstances Circumstances(params string[] groups) => new(
        Actor.Person(Guid.CreateVersion7(), "Eve", Role.Engineer), Now, Guid.CreateVersion7(), "Production", groups.ToDictionary(key => key));

    private static ControlDetails Details => new() { Name = "Feature", RemoveBy = new DateOnly(2026, 12, 31) };
}
