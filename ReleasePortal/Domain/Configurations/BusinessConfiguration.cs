using System.Globalization;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Wording;

namespace ReleasePortal.Domain.Configurations;

/// <summary>
/// A named, realistic set of control states that tests run under. It names what is open: whatever it does not name is closed in it.
/// Every edit makes a new version; the versions before stay as they were.
/// </summary>
public sealed class BusinessConfiguration
{
    private readonly List<ConfigurationVersion> _versions = [];

    // For EF Core.
    private BusinessConfiguration() => (Key, Name, Description) = ("", "", "");

    public Guid Id { get; private set; }

    public string Key { get; private set; }

    public string Name { get; private set; }

    public string Description { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public Guid LastEntry { get; private set; }

    /// <summary>The number of the newest version, from 1; what concurrent edits are measured by.</summary>
    public int Version { get; private set; }

    /// <summary>Those that were read, in no order.</summary>
    public IReadOnlyList<ConfigurationVersion> Versions => _versions;

    /// <summary>The version of that number, or without one the newest; null when it was not read or does not exist.</summary>
    public ConfigurationVersion? Find(int? number = null) => _versions.Find(version => version.Number == (number ?? Version));

    /// <summary>A new configuration with its first version.</summary>
    /// <param name="id">A UUIDv7.</param>
    /// <param name="key">Its key.</param>
    /// <param name="details">What is written about it, and the states.</param>
    /// <param name="controls">The controls that exist, of those that it names.</param>
    /// <param name="circumstances">Who defines it, and when.</param>
    internal static Result<BusinessConfiguration> Define(
        Guid id, string key, ConfigurationDetails details, IReadOnlyDictionary<string, ReleaseControl> controls, Circumstances circumstances)
    {
        var errors = new FieldRules().Key("key", key).Add(ConfigurationRules.Check(details, controls, circumstances)).Errors;
        if (Invalid.From(errors) is { } invalid)
            return invalid;

        var configuration = new BusinessConfiguration { Id = id, Key = key, CreatedAt = circumstances.At };
        configuration.Take(ConfigurationRules.Tidy(details), circumstances);
        return configuration;
    }

    internal Changed Defined() => new(Say("DefineConfiguration"), Before: null, Snapshot());

    /// <summary>Makes a new version.</summary>
    internal Result<Changed> Edit(
        ConfigurationDetails details, int? seenVersion, IReadOnlyDictionary<string, ReleaseControl> controls, Circumstances circumstances)
    {
        if (seenVersion is not null && seenVersion != Version)
            return new Stale(Name, Meanwhile: null);
        if (Invalid.From(ConfigurationRules.Check(details, controls, circumstances)) is { } invalid)
            return invalid;

        var (before, wanted) = (Snapshot(), ConfigurationRules.Tidy(details));
        if (before.SameAs(new ConfigurationSnapshot(wanted)))
            return new AlreadySo(Name);

        Take(wanted, circumstances);
        return new Changed(Say("EditConfiguration"), before, Snapshot());
    }

    /// <summary>Removes it with all its versions; the history keeps what they were.</summary>
    internal Result<Changed> Remove(int? seenVersion) => seenVersion is not null && seenVersion != Version
        ? new Stale(Name, Meanwhile: null)
        : new Changed(Say("RemoveConfiguration"), Snapshot(), After: null);

    private Sentence Say(string key) => new(
        key, Words.Of(("configuration", Name), ("version", Version.ToString(CultureInfo.InvariantCulture))));

    private ConfigurationSnapshot Snapshot() => new(new ConfigurationDetails(Name, Description, Find()!.States));

    private void Take(ConfigurationDetails details, Circumstances circumstances)
    {
        (Name, Description) = (details.Name, details.Description);
        Version++;
        (ChangedAt, LastEntry) = (circumstances.At, circumstances.EntryId);
        _versions.Add(new ConfigurationVersion(Id, Version, details.States, circumstances));
    }
}

/// <summary>What a person writes about a configuration.</summary>
/// <param name="Name">What it is called: "Trade show morning".</param>
/// <param name="Description">What it stands for; may be empty.</param>
/// <param name="States">What is open in it.</param>
public sealed record ConfigurationDetails(string Name, string Description, IReadOnlyList<ConfiguredState> States);

/// <summary>What the history keeps of a configuration.</summary>
public sealed record ConfigurationSnapshot(string Name, string Description, IReadOnlyList<ConfiguredState> States)
{
    internal ConfigurationSnapshot(ConfigurationDetails details)
        : this(details.Name, details.Description, details.States)
    {
    }

    /// <summary>Equality by content; the record's own compares lists by reference.</summary>
    internal bool SameAs(ConfigurationSnapshot other) =>
        this with { States = other.States } == other && States.SequenceEqual(other.States);
}
