using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Audiences;

/// <summary>What an engineer writes about a group. Members, or conditions and a sample that all hold.</summary>
public sealed record GroupDetails
{
    public required string Name { get; init; }

    public string Description { get; init; } = "";

    public string Area { get; init; } = Areas.Default;

    /// <summary>Targeting keys of listed users.</summary>
    public IReadOnlyList<string> Members { get; init; } = [];

    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    /// <summary>Out of 10,000 users, how many are in the sample; null for no sample.</summary>
    public int? Sample { get; init; }
}

/// <summary>A named group of users: members, conditions, or a sample of everyone.</summary>
public sealed class AudienceGroup
{
    // For EF Core.
    private AudienceGroup() => (Key, Name, Description, Area) = ("", "", "", "");

    public Guid Id { get; private set; }

    public string Key { get; private set; }

    public string Name { get; private set; }

    public string Description { get; private set; }

    public string Area { get; private set; }

    public IReadOnlyList<string> Members { get; private set; } = [];

    public IReadOnlyList<Condition> Conditions { get; private set; } = [];

    public int? Sample { get; private set; }

    public int Version { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public Guid LastEntry { get; private set; }

    internal static Result<AudienceGroup> Define(Guid id, string key, GroupDetails details, Circumstances circumstances)
    {
        var errors = new FieldRules()
            .Key("key", key)
            .That(!GroupRules.Reserved.Contains(key, StringComparer.Ordinal), "key", "Reserved")
            .Add(GroupRules.Check(details))
            .Errors;
        if (Invalid.From(errors) is { } invalid)
            return invalid;

        var group = new AudienceGroup { Id = id, Key = key };
        group.Take(Tidy(details), circumstances);
        return group;
    }

    /// <summary>A group as an entry tells of it, to be looked at: its version is not known from there.</summary>
    internal static AudienceGroup AsItWas(Guid id, string key, GroupSnapshot snapshot, DateTimeOffset at, Guid entry) => new()
    {
        Id = id,
        Key = key,
        Name = snapshot.Name,
        Description = snapshot.Description,
        Area = snapshot.Area,
        Members = [.. snapshot.Members.Select(member => member.Value ?? "")],
        Conditions = snapshot.Conditions,
        Sample = snapshot.Sample,
        ChangedAt = at,
        LastEntry = entry,
    };

    internal Changed Defined() => new(Say("DefineGroup"), Before: null, new GroupSnapshot(Details()));

    /// <summary>Alters it wherever it is in use.</summary>
    internal Result<Changed> Edit(GroupDetails details, int? seenVersion, Circumstances circumstances)
    {
        if (seenVersion is not null && seenVersion != Version)
            return new Stale(Name, Meanwhile: null);
        if (Invalid.From(GroupRules.Check(details)) is { } invalid)
            return invalid;

        var wanted = Tidy(details);
        var (before, after) = (new GroupSnapshot(Details()), new GroupSnapshot(wanted));
        if (before.SameAs(after))
            return new AlreadySo(Name);

        Take(wanted, circumstances);
        return new Changed(Say("EditGroup"), before, after);
    }

    /// <summary>Removes it. The desk has made sure that no control is open to it.</summary>
    internal Result<Changed> Remove(int? seenVersion) =>
        seenVersion is not null && seenVersion != Version
            ? new Stale(Name, Meanwhile: null)
            : new Changed(Say("RemoveGroup"), new GroupSnapshot(Details()), After: null);

    /// <summary>What is written about it.</summary>
    public GroupDetails Details() => new()
    {
        Name = Name,
        Description = Description,
        Area = Area,
        Members = Members,
        Conditions = Conditions,
        Sample = Sample,
    };

    private Sentence Say(string key) => new(key, Words.Of(("group", Name)));

    // Lists of members are pasted: white space around a key is never meant, and no user would match it.
    private static GroupDetails Tidy(GroupDetails details) => details with
    {
        Name = details.Name.Trim(),
        Description = FieldRules.Trimmed(details.Description),
        Members = [.. details.Members.Select(member => member.Trim()).Distinct(StringComparer.Ordinal)],
    };

    private void Take(GroupDetails details, Circumstances circumstances)
    {
        Name = details.Name;
        Description = details.Description;
        Area = details.Area;
        Members = details.Members;
        Conditions = [.. details.Conditions];
        Sample = details.Sample;
        Version++;
        ChangedAt = circumstances.At;
        LastEntry = circumstances.EntryId;
    }
}

/// <summary>What the history keeps of a group; its members can be forgotten.</summary>
public sealed record GroupSnapshot
{
    public GroupSnapshot()
    {
    }

    internal GroupSnapshot(GroupDetails details)
    {
        Name = details.Name;
        Description = details.Description;
        Area = details.Area;
        Members = [.. details.Members.Select(member => new PersonalText(member))];
        Conditions = details.Conditions;
        Sample = details.Sample;
    }

    public string Name { get; init; } = "";

    public string Description { get; init; } = "";

    public string Area { get; init; } = Areas.Default;

    public IReadOnlyList<PersonalText> Members { get; init; } = [];

    public IReadOnlyList<Condition> Conditions { get; init; } = [];

    public int? Sample { get; init; }

    internal bool SameAs(GroupSnapshot other) =>
        this with { Members = other.Members, Conditions = other.Conditions } == other
        && Members.SequenceEqual(other.Members)
        && Conditions.SequenceEqual(other.Conditions);
}
