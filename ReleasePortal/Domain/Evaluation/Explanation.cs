using ReleasePortal.Domain.Audiences;

namespace ReleasePortal.Domain.Evaluation;

/// <summary>An answer with everything that led to it, in a form that a page can put into words.</summary>
/// <param name="Answer">What the user gets.</param>
/// <param name="Rules">For a control open to groups: every rule in its order, those after the decisive one too.</param>
/// <param name="Share">Where the user falls when the control is open to a share.</param>
/// <param name="Split">Where the user falls when everyone gets a split.</param>
public sealed record Explanation(Answer Answer, IReadOnlyList<RuleExplanation> Rules, Draw? Share, Draw? Split);

/// <param name="GroupKey">The group's key.</param>
/// <param name="GroupExists">False when the group was removed: the rule never decides.</param>
/// <param name="Decides">True for the one rule that decided the answer, a missing key included.</param>
/// <param name="Group">Why the user is in the group or not.</param>
/// <param name="Split">Where the user falls when the group gets a split.</param>
public sealed record RuleExplanation(string GroupKey, bool GroupExists, bool Decides, GroupExplanation Group, Draw? Split);

/// <param name="Contains">Whether the user is in the group.</param>
/// <param name="IsMember">Whether the user is listed; null when the group lists nobody.</param>
/// <param name="Conditions">Each condition, whether or not an earlier one failed.</param>
/// <param name="Sample">Where the user falls when the group is a sample.</param>
public sealed record GroupExplanation(
    Match Contains, bool? IsMember, IReadOnlyList<ConditionExplanation> Conditions, Draw? Sample);

/// <param name="Condition">What is asked.</param>
/// <param name="Actual">The attribute's value; null when the application sent none.</param>
/// <param name="Holds">Whether it holds.</param>
public sealed record ConditionExplanation(Condition Condition, AttributeValue? Actual, bool Holds);

/// <summary>Where a user falls in a share, a sample or a split.</summary>
/// <param name="Bucket">From 0 to <paramref name="Of"/> - 1; null when the application named no user.</param>
/// <param name="Of">How many buckets there are: 10,000, or the sum of a split's weights.</param>
/// <param name="Below">Inside are the buckets below this; null for a split, where weights add up in their order.</param>
public sealed record Draw(int? Bucket, int Of, int? Below)
{
    /// <summary>Null for a split, and when the application named no user.</summary>
    public bool? IsInside => Bucket is { } bucket && Below is { } below ? bucket < below : null;

    internal static Draw For(byte[] prefix, in UserContext user, int of, int? below) =>
        new(user.TargetingKey is null ? null : Bucketing.Bucket(prefix, user.TargetingKey, of), of, below);
}
