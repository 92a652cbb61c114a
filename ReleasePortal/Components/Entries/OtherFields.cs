using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Components.Entries;

/// <summary>Areas, environments, freezes, people and API keys, field by field.</summary>
public sealed class OtherFields(IStringLocalizer<EntriesTexts> texts)
{
    public IReadOnlyList<Field> Say(AreaSnapshot area) => [Field.Of(texts["Field.Name"], area.Name)];

    public IReadOnlyList<Field> Say(EnvironmentDetails environment) =>
    [
        Field.Of(texts["Field.Name"], environment.Name),
        Field.Of(texts["Field.Rank"], environment.Rank.ToString(CultureInfo.CurrentCulture)),
        Answer(texts["Field.IsProduction"], environment.IsProduction),
        Answer(texts["Field.ReasonRequired"], environment.ReasonRequired),
        Field.Of(texts["Field.Approval"], texts[$"Approval.{environment.Approval}"]),
    ];

    public IReadOnlyList<Field> Say(FreezeSnapshot freeze, EntryNames names) =>
    [
        Field.Of(texts["Field.From"], Instant(freeze.From, names.Zone)),
        Field.Of(texts["Field.Until"], Instant(freeze.Until, names.Zone)),
        Field.Of(texts["Field.FreezeReason"], freeze.Reason.Value),
        Answer(texts["Field.Lifted"], freeze.Lifted),
    ];

    public IReadOnlyList<Field> Say(PersonSnapshot person) =>
    [
        Field.Of(texts["Field.Name"], person.Name.Value),
        Field.Of(texts["Field.Email"], person.Email.Value),
        new Field(texts["Field.Roles"], [.. person.Roles.Select(role => texts[$"Role.{role}"].Value)]),
        Answer(texts["Field.Disabled"], person.Disabled),
    ];

    public IReadOnlyList<Field> Say(KeySnapshot key, EntryNames names) =>
    [
        Field.Of(texts["Field.Name"], key.Name),
        Field.Of(texts["Field.KeyKind"], texts[$"KeyKind.{key.Kind}"]),
        Field.Of(texts["Field.Environment"], names.Environments.GetValueOrDefault(key.Environment, key.Environment)),
        Field.Of(texts["Field.Prefix"], key.Prefix),
        Field.Of(texts["Field.ActsFor"], key.ActsFor is { } person ? names.People.GetValueOrDefault(person, texts["Person.Unknown"]) : null),
        new Field(texts["Field.Permissions"], [.. (key.Permissions ?? []).Select(permission => texts[$"Permission.{permission}"].Value)]),
        new Field(texts["Field.Origins"], key.Origins ?? []),
        Answer(texts["Field.MayUseConfigurations"], key.MayUseConfigurations is true),
        Field.Of(texts["Field.PreviousUntil"], key.PreviousUntil is { } until ? Instant(until, names.Zone) : null),
        Answer(texts["Field.Revoked"], key.Revoked),
    ];

    public IReadOnlyList<Field> Say(RetentionSnapshot retention) =>
        [Field.Of(texts["Field.Months"], retention.Months?.ToString(CultureInfo.CurrentCulture)) with { WhenEmpty = texts["Field.Months.All"] }];

    public IReadOnlyList<Field> Say(ArchiveSnapshot archive, EntryNames names) =>
    [
        Field.Of(texts["Field.From"], Instant(archive.From, names.Zone)),
        Field.Of(texts["Field.Until"], Instant(archive.Until, names.Zone)),
        Field.Of(texts["Field.File"], archive.File),
        Field.Of(texts["Field.Sha256"], archive.Sha256),
    ];

    private static string Instant(DateTimeOffset instant, TimeZoneInfo zone)
    {
        var there = TimeZoneInfo.ConvertTime(instant, zone);
        return there.ToString("d MMM yyyy, HH:mm", CultureInfo.CurrentCulture) + " (" + WhenWords.ZoneName(zone, there.Offset) + ")";
    }

    private Field Answer(string label, bool holds) =>
        Field.Of(label, holds ? texts["Answer.True"].Value : null) with { WhenEmpty = texts["Answer.False"] };
}
