using System.Diagnostics.CodeAnalysis;
using ReleasePortal.Domain.Controls;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>One variant, or a split over several, ready to be picked from.</summary>
internal sealed class CompiledServing
{
    private readonly Part[] _parts;
    private readonly int _totalWeight;
    private readonly byte[] _prefix;

    private CompiledServing(Part[] parts, byte[] prefix, bool isSplit)
    {
        _parts = parts;
        _totalWeight = parts[^1].UpTo;
        _prefix = prefix;
        IsSplit = isSplit;
    }

    public bool IsSplit { get; }

    /// <summary>Who has any weight, with that weight; just one when nothing is drawn.</summary>
    public IEnumerable<(ServedVariant Variant, int Weight)> Weights =>
        _parts.Select((part, index) => (part.Outcome.Variant, part.UpTo - (index is 0 ? 0 : _parts[index - 1].UpTo)));

    /// <param name="control">The control's key.</param>
    /// <param name="serving">What is served.</param>
    /// <param name="outcomeOf">What it means to be served a variant of that key.</param>
    public static CompiledServing Compile(string control, Serving serving, Func<string, Outcome> outcomeOf)
    {
        if (serving.Variant is not null)
            return new CompiledServing([new Part(outcomeOf(serving.Variant), 1)], [], isSplit: false);

        // Who has no weight serves nobody: without them, a split that is down to one variant is seen to serve it to all.
        var parts = new List<Part>();
        var sum = 0;
        foreach (var (variant, weight) in serving.Split.Where(part => part.Weight > 0))
            parts.Add(new Part(outcomeOf(variant), sum += weight));
        return new CompiledServing([.. parts], Bucketing.SplitPrefix(control), isSplit: true);
    }

    /// <summary>What the user gets; false when it depends on the user's key and there is none.</summary>
    public bool TryPick(in UserContext user, [NotNullWhen(true)] out Outcome? outcome)
    {
        outcome = _parts.Length is 1 ? _parts[0].Outcome : null;
        if (outcome is not null || user.TargetingKey is null)
            return outcome is not null;

        var bucket = Bucketing.Bucket(_prefix, user.TargetingKey, _totalWeight);
        var index = 0;
        while (_parts[index].UpTo <= bucket)
            index++;
        outcome = _parts[index].Outcome;
        return true;
    }

    public Draw? Explain(in UserContext user) => IsSplit ? Draw.For(_prefix, user, _totalWeight, below: null) : null;

    /// <param name="Outcome">What is served.</param>
    /// <param name="UpTo">To whose bucket is below this, and was not below an earlier part's.</param>
    private readonly record struct Part(Outcome Outcome, int UpTo);
}
