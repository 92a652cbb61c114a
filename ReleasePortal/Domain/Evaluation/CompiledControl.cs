using System.Collections.Immutable;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>One control on one environment, ready to answer (design.md, section 6).</summary>
public sealed class CompiledControl
{
    private readonly ServedVariant _off;
    private readonly CompiledRule[] _rules;
    private readonly CompiledServing? _serving;
    private readonly int? _share;
    private readonly byte[] _sharePrefix;
    private readonly (Guid Definition, Guid? State) _entries;

    internal CompiledControl(ReleaseControl control, string environment, Func<string, CompiledGroup> groupOf)
    {
        var state = control.StateOn(environment);
        var variants = control.Variants.ToDictionary(variant => variant.Key, ServedVariant.Compile);
        CompiledServing Compile(Serving serving) => CompiledServing.Compile(control.Key, serving, variant => variants[variant]);

        Key = control.Key;
        SeenByBrowsers = control.SeenByBrowsers && control.Purpose is Purpose.Business;
        Availability = state.Availability;
        _off = variants[control.OffVariant];
        Variants = [.. control.Variants.Select(variant => variants[variant.Key])];
        _rules = [.. state.Groups.Select(rule => new CompiledRule(rule.Group, groupOf(rule.Group), Compile(rule.Serving)))];
        _serving = state.Serving is null ? null : Compile(state.Serving);
        _share = state.Share;
        _sharePrefix = Bucketing.SharePrefix(control.Key);
        _entries = EntriesOf(control, environment);
    }

    public string Key { get; }

    public Availability Availability { get; }

    /// <summary>Whether keys used in browsers may see it: never an operational one.</summary>
    public bool SeenByBrowsers { get; }

    /// <summary>All of its variants, in the order in which they were written down.</summary>
    internal ImmutableArray<ServedVariant> Variants { get; }

    internal ServedVariant Off => _off;

    /// <summary>For a control open to groups: who is asked in turn, and what they get.</summary>
    internal IReadOnlyList<CompiledRule> Rules => _rules;

    /// <summary>For a control open to everyone: what they get.</summary>
    internal CompiledServing? Serving => _serving;

    internal int? Share => _share;

    /// <summary>What this user gets.</summary>
    public Answer For(in UserContext user) => Availability switch
    {
        Availability.Closed => Answer.Of(_off, Reason.Disabled, Availability, Answer.Nobody),
        Availability.Groups => ForGroups(user),
        _ => ForEveryone(user),
    };

    /// <summary>The same answer with everything that led to it.</summary>
    public Explanation Explain(in UserContext user)
    {
        var rules = new List<RuleExplanation>(_rules.Length);
        var isDecided = false;
        foreach (var rule in _rules)
        {
            var group = rule.Group.Explain(user);
            var decides = !isDecided && group.Contains is not Match.No;
            isDecided |= decides;
            rules.Add(new RuleExplanation(rule.GroupKey, rule.Group.Exists, decides, group, rule.Serving.Explain(user)));
        }

        return new Explanation(
            For(user),
            rules,
            _share is { } share ? Draw.For(_sharePrefix, user, Bucketing.Whole, share) : null,
            _serving?.Explain(user));
    }

    /// <summary>Whether it would be compiled to the same again: nothing was written about it or its groups since.</summary>
    internal bool IsStill(ReleaseControl control, string environment, Func<string, CompiledGroup> groupOf) =>
        _entries == EntriesOf(control, environment) && Array.TrueForAll(_rules, rule => rule.Group == groupOf(rule.GroupKey));

    private static (Guid Definition, Guid? State) EntriesOf(ReleaseControl control, string environment) =>
        (control.LastEntry, control.LastEntryOn(environment));

    private Answer ForGroups(in UserContext user)
    {
        foreach (var rule in _rules)
        {
            var match = rule.Group.Contains(user);
            if (match is Match.No)
                continue;
            if (match is Match.NeedsTargetingKey || !rule.Serving.TryPick(user, out var variant))
                return Answer.KeyMissing(Availability);

            return Answer.Of(variant, rule.Serving.IsSplit ? Reason.Split : Reason.TargetingMatch, Availability, rule.GroupKey);
        }

        return Answer.Of(_off, Reason.Static, Availability, Answer.Nobody);
    }

    private Answer ForEveryone(in UserContext user)
    {
        if (_share is not null)
        {
            if (user.TargetingKey is null)
                return Answer.KeyMissing(Availability);
            if (Bucketing.Bucket(_sharePrefix, user.TargetingKey, Bucketing.Whole) >= _share)
                return Answer.Of(_off, Reason.Split, Availability, Answer.Nobody);
        }

        if (!_serving!.TryPick(user, out var variant))
            return Answer.KeyMissing(Availability);

        var isSplit = _share is not null || _serving.IsSplit;
        return Answer.Of(variant, isSplit ? Reason.Split : Reason.Static, Availability, Answer.Everyone);
    }

    internal readonly record struct CompiledRule(string GroupKey, CompiledGroup Group, CompiledServing Serving);
}
