using System.Collections.Immutable;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>One control on one environment, ready to answer (design.md, section 6).</summary>
public sealed class CompiledControl
{
    private readonly Outcome _off;
    private readonly CompiledRule[] _rules;
    private readonly CompiledServing? _serving;
    private readonly int? _share;
    private readonly byte[] _sharePrefix;
    private readonly (Guid Definition, Guid? State) _entries;

    internal CompiledControl(ReleaseControl control, string environment, Func<string, CompiledGroup> groupOf)
    {
        var state = control.StateOn(environment);
        var variants = control.Variants.ToDictionary(variant => variant.Key, ServedVariant.Compile);
        var outcomes = new List<Outcome>();
        Outcome Serve(string variant, Reason reason, string audience)
        {
            outcomes.Add(new Outcome(outcomes.Count, variants[variant], reason, state.Availability, audience));
            return outcomes[^1];
        }

        CompiledServing Compile(Serving serving, Reason reason, string audience) =>
            CompiledServing.Compile(control.Key, serving, variant => Serve(variant, serving.Variant is null ? Reason.Split : reason, audience));

        Key = control.Key;
        SeenByBrowsers = control.SeenByBrowsers && control.Purpose is Purpose.Business;
        Availability = state.Availability;
        Variants = [.. control.Variants.Select(variant => variants[variant.Key])];
        var isShared = state.Share is not null;
        _off = Serve(control.OffVariant, state.Availability is Availability.Closed ? Reason.Disabled : isShared ? Reason.Split : Reason.Static, Answer.Nobody);
        _rules = [.. state.Groups.Select(rule => new CompiledRule(rule.Group, groupOf(rule.Group), Compile(rule.Serving, Reason.TargetingMatch, rule.Group)))];
        _serving = state.Serving is null ? null : Compile(state.Serving, isShared ? Reason.Split : Reason.Static, Answer.Everyone);
        Outcomes = [.. outcomes];
        _share = state.Share;
        _sharePrefix = Bucketing.SharePrefix(control.Key);
        _entries = EntriesOf(control, environment);
    }

    public string Key { get; }

    public Availability Availability { get; }

    /// <summary>Whether keys used in browsers may see it: never an operational one.</summary>
    public bool SeenByBrowsers { get; }

    /// <summary>All good answers that it can give.</summary>
    public ImmutableArray<Outcome> Outcomes { get; }

    /// <summary>All of its variants, in the order in which they were written down.</summary>
    internal ImmutableArray<ServedVariant> Variants { get; }

    internal ServedVariant Off => _off.Variant;

    /// <summary>For a control open to groups: who is asked in turn, and what they get.</summary>
    internal IReadOnlyList<CompiledRule> Rules => _rules;

    /// <summary>For a control open to everyone: what they get.</summary>
    internal CompiledServing? Serving => _serving;

    internal int? Share => _share;

    /// <summary>What this user gets.</summary>
    public Answer For(in UserContext user) => Availability switch
    {
        Availability.Closed => Answer.Of(_off),
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
            if (match is Match.NeedsTargetingKey || !rule.Serving.TryPick(user, out var outcome))
                return Answer.KeyMissing(Availability);

            return Answer.Of(outcome);
        }

        return Answer.Of(_off);
    }

    private Answer ForEveryone(in UserContext user)
    {
        if (_share is not null)
        {
            if (user.TargetingKey is null)
                return Answer.KeyMissing(Availability);
            if (Bucketing.Bucket(_sharePrefix, user.TargetingKey, Bucketing.Whole) >= _share)
                return Answer.Of(_off);
        }

        return _serving!.TryPick(user, out var outcome) ? Answer.Of(outcome) : Answer.KeyMissing(Availability);
    }

    internal readonly record struct CompiledRule(string GroupKey, CompiledGroup Group, CompiledServing Serving);
}
