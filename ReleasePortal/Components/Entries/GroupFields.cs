using System.Globalization;
using Microsoft.Extensions.Localization;
using ReleasePortal.Components.Groups;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Components.Entries;

/// <summary>A group, field by field.</summary>
public sealed class GroupFields(IStringLocalizer<EntriesTexts> texts, GroupWords words)
{
    public IReadOnlyList<Field> Say(GroupSnapshot group, EntryNames names) =>
    [
        Field.Of(texts["Field.Name"], group.Name),
        Field.Of(texts["Field.GroupDescription"], group.Description),
        Field.Of(texts["Field.Area"], names.Areas.GetValueOrDefault(group.Area, group.Area)),
        new Field(texts["Field.Members"], [.. group.Members.Select(member => member.Value)]) { Join = (all, own) => Members(all, own, names.MostMembers) },
        new Field(texts["Field.Conditions"], [.. group.Conditions.Select(words.Say)]) { IsLines = true },
        Field.Of(texts["Field.Sample"], group.Sample is { } sample ? texts["Share.Of", Phrasing.Percent(sample)].Value : null),
    ];

    // How many they are, and who is only on this side of the comparison.
    private string Members(IReadOnlyList<string> all, IReadOnlyList<string> own, int mostNamed)
    {
        var count = all.Count is 1
            ? texts["Members.One"].Value
            : texts["Members.Many", all.Count.ToString("N0", CultureInfo.CurrentCulture)].Value;
        if (own.Count is 0)
            return count;

        var named = own.Count > mostNamed
            ? texts["Members.AndMore", string.Join(", ", own.Take(mostNamed)), own.Count - mostNamed].Value
            : Phrasing.List(own);
        return texts["Members.With", count, named];
    }
}
