using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Components.Entries;

/// <summary>Before and after, field by field, in words that people use.</summary>
public sealed class Differences(
    StateFields states,
    DefinitionFields definitions,
    GroupFields groups,
    LaunchFields launches,
    BudgetFields budgets,
    ConfigurationFields configurations,
    OtherFields others,
    IStringLocalizer<EntriesTexts> texts)
{
    /// <summary>What the entry altered; empty for one that recorded only that something happened.</summary>
    public IReadOnlyList<FieldDifference> Of(EntryLine line, EntryNames names) => line.Entry switch
    {
        { SubjectKind: SubjectKind.Control, Environment: not null } => Of<ReleaseState>(line, state => states.Say(state, names)),
        { SubjectKind: SubjectKind.Control } => Of<ControlSnapshot>(line, control => definitions.Say(control, names)),
        { SubjectKind: SubjectKind.Group } => Of<GroupSnapshot>(line, group => groups.Say(group, names)),
        { SubjectKind: SubjectKind.Launch } => Of<LaunchSnapshot>(line, launch => launches.Say(launch, names)),
        { SubjectKind: SubjectKind.Area } => Of<AreaSnapshot>(line, others.Say),
        { SubjectKind: SubjectKind.Environment } => Of<EnvironmentDetails>(line, others.Say),
        { SubjectKind: SubjectKind.Freeze } => Of<FreezeSnapshot>(line, freeze => others.Say(freeze, names)),
        { SubjectKind: SubjectKind.Budgets } => Of<BudgetLimits>(line, budgets.Say),
        { SubjectKind: SubjectKind.Configuration } => Of<ConfigurationSnapshot>(line, configuration => configurations.Say(configuration, names)),
        { SubjectKind: SubjectKind.Person } => Of<PersonSnapshot>(line, others.Say),
        { SubjectKind: SubjectKind.Key } => Of<KeySnapshot>(line, key => others.Say(key, names)),
        { SubjectKind: SubjectKind.History, Action: nameof(SetRetention) } => Of<RetentionSnapshot>(line, others.Say),
        { SubjectKind: SubjectKind.History } => Of<ArchiveSnapshot>(line, archive => others.Say(archive, names)),
        _ => [],
    };

    /// <summary>Why there may be nothing to compare.</summary>
    public string WhyNone(EntryLine line) => line.Entry.Action switch
    {
        nameof(ResetPassword) or nameof(ChangeOwnPassword) => texts["Empty.Password"],
        nameof(MakeCalendarAddress) or nameof(RemoveCalendarAddress) => texts["Empty.Address"],
        nameof(RecordDoorEvent) or nameof(RecordKeyUse) => texts["Empty.Door"],
        nameof(RecordExport) => texts["Empty.Export"],
        nameof(ForgetPerson) => texts["Empty.Forgotten"],
        nameof(ConfirmAccessReview) => texts["Empty.Review"],
        _ => texts["Empty"],
    };

    /// <summary>What differs between two versions of a group.</summary>
    public IReadOnlyList<FieldDifference> Between(GroupSnapshot? before, GroupSnapshot? after, EntryNames names) =>
        Compare(before is null ? null : groups.Say(before, names), after is null ? null : groups.Say(after, names));

    private static IReadOnlyList<FieldDifference> Of<T>(EntryLine line, Func<T, IReadOnlyList<Field>> say)
        where T : class
    {
        var (before, after) = (Read<T>(line.Before), Read<T>(line.After));
        return Compare(before is null ? null : say(before), after is null ? null : say(after));
    }

    private static T? Read<T>(JsonNode? state) where T : class => state?.Deserialize<T>(HistoryJson.Options);

    // Both sides say the same fields in the same order, so that they can be laid side by side.
    private static IReadOnlyList<FieldDifference> Compare(IReadOnlyList<Field>? before, IReadOnlyList<Field>? after)
    {
        var found = new List<FieldDifference>();
        for (var index = 0; index < (before ?? after ?? []).Count; index++)
        {
            var (old, now) = (before?[index], after?[index]);
            if (!SameAs(old, now))
                found.Add(Difference(old, now));
        }

        return found;
    }

    private static FieldDifference Difference(Field? old, Field? now)
    {
        var (before, after) = (old?.Beside(now), now?.Beside(old));
        return new FieldDifference((old ?? now)!.Label, before, after)
        {
            OthersStay = old is { IsLines: true, IsEmpty: false } && now is { IsEmpty: false } && (before is null || after is null),
        };
    }

    private static bool SameAs(Field? one, Field? other) =>
        (one?.IsEmpty ?? true) && (other?.IsEmpty ?? true) || (one is not null && other is not null && one.Parts.SequenceEqual(other.Parts));
}
