using System.Collections.Frozen;
using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>Whether a group contains a user.</summary>
public enum Match
{
    No,
    Yes,

    /// <summary>It depends on the user's key, and the application named no user.</summary>
    NeedsTargetingKey,
}

/// <summary>One group, ready to be asked.</summary>
internal sealed class CompiledGroup
{
    private readonly FrozenSet<string> _members;
    private readonly CompiledCondition[] _conditions;
    private readonly int? _sample;
    private readonly byte[] _samplePrefix;
    private readonly Guid? _entry;

    private CompiledGroup(AudienceGroup? group, string key)
    {
        Exists = group is not null;
        _members = group?.Members.ToFrozenSet() ?? [];
        _conditions = [.. (group?.Conditions ?? []).Select(CompiledCondition.Compile)];
        _sample = group?.Sample;
        _samplePrefix = Bucketing.SamplePrefix(key);
        _entry = group?.LastEntry;
    }

    /// <summary>False for a group that was removed: nobody is in it.</summary>
    public bool Exists { get; }

    /// <summary>Who is listed, in no order.</summary>
    internal IReadOnlyCollection<string> Members => _members;

    internal IReadOnlyList<CompiledCondition> Conditions => _conditions;

    internal int? Sample => _sample;

    /// <param name="key">The group's key.</param>
    /// <param name="group">The group of that key; null when it was removed.</param>
    public static CompiledGroup Compile(string key, AudienceGroup? group) => new(group, key);

    /// <summary>Whether it would be compiled to the same again: nothing was written about it since.</summary>
    public bool IsStill(AudienceGroup? group) => _entry == group?.LastEntry;

    /// <summary>Listed members, and those for whom the conditions and the sample all hold.</summary>
    public Match Contains(in UserContext user)
    {
        if (IsListed(user))
            return Match.Yes;

        var bySelection = Selects(user);
        return bySelection is Match.No && user.TargetingKey is null && _members.Count > 0 ? Match.NeedsTargetingKey : bySelection;
    }

    public GroupExplanation Explain(in UserContext user)
    {
        var conditions = new List<ConditionExplanation>(_conditions.Length);
        foreach (var condition in _conditions)
        {
            AttributeValue? actual = user.TryGet(condition.Source.Attribute, out var value) ? value : default(AttributeValue?);
            conditions.Add(new ConditionExplanation(condition.Source, actual, condition.Holds(user)));
        }

        return new GroupExplanation(
            Contains(user),
            _members.Count is 0 ? null : IsListed(user),
            conditions,
            _sample is null ? null : Draw.For(_samplePrefix, user, Bucketing.Whole, _sample));
    }

    private bool IsListed(in UserContext user) => user.TargetingKey is not null && _members.Contains(user.TargetingKey);

    private Match Selects(in UserContext user)
    {
        if (_conditions.Length is 0 && _sample is null)
            return Match.No;

        foreach (var condition in _conditions)
        {
            if (!condition.Holds(user))
                return Match.No;
        }

        if (_sample is null or >= Bucketing.Whole)
            return Match.Yes;
        if (user.TargetingKey is null)
            return Match.NeedsTargetingKey;
        return Bucketing.Bucket(_samplePrefix, user.TargetingKey, Bucketing.Whole) < _sample ? Match.Yes : Match.No;
    }
}
