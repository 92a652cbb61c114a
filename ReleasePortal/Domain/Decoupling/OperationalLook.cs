using System.Text.RegularExpressions;

namespace ReleasePortal.Domain.Decoupling;

/// <summary>Why a business control looks as if it were operational.</summary>
public enum OperationalSign
{
    /// <summary>Its name or description speaks of what engineers need in an incident.</summary>
    Words,

    /// <summary>In the period it was released and withdrawn again and again, and only by engineers.</summary>
    OnlyEngineers,
}

/// <summary>Finds business controls that engineers seem to need: the rules, and why they are these.</summary>
public static partial class OperationalLook
{
    /// <summary>One act by an engineer is help; from three on it is a habit.</summary>
    public const int Habit = 3;

    /// <summary>The sign that speaks for it, the words first; null when none does.</summary>
    /// <param name="name">The control's name.</param>
    /// <param name="description">Its description.</param>
    /// <param name="acts">How often it was released or withdrawn where customers are, in the period.</param>
    /// <param name="byBusiness">How often of these by a business user.</param>
    public static OperationalSign? Of(string name, string description, int acts, int byBusiness) =>
        Technical().IsMatch(name) || Technical().IsMatch(description) ? OperationalSign.Words
        : acts >= Habit && byBusiness is 0 ? OperationalSign.OnlyEngineers
        : null;

    // Terms of operating software that no campaign uses. "Switch", "limit", "cache" or "back-up" by themselves also belong to shops.
    [GeneratedRegex(
        @"\b(kill[ -]?switch(es)?|circuit[ -]?breakers?|rate[ -]?limit(s|er|ing)?|throttl(e|es|ing)|load[ -]?shedding|fail[ -]?over|read[ -]only mode|maintenance mode|back[ -]?pressure|connection pools?|log level|debug(ging)? mode)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1000)]
    private static partial Regex Technical();
}
