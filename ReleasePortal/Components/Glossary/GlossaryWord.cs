namespace ReleasePortal.Components.Glossary;

/// <summary>The words that the portal uses in one sense only, in the order in which the help explains them.</summary>
public enum GlossaryWord
{
    SoftwareVersion,
    Deployment,
    Rollback,
    Carries,
    Release,
    Withdraw,
    LeadTime,
    Timeline,
    ReleaseControl,
    Toggle,
    Flag,
    Purpose,
    HandOver,
    Lifetime,
    Availability,
    AudienceGroup,
    Share,
    Split,
    OffVariant,
    KillSwitch,
    Launch,
    Preflight,
    Freeze,
    Budget,
    BusinessConfiguration,
    InUse,
    Retire,
    Ripe,
    Area,
    Environment,
    Entry,
}

/// <summary>The words of the glossary, for <see cref="Term"/> and the help page.</summary>
public sealed class GlossaryTexts;

/// <summary>Where a word is explained.</summary>
public static class GlossaryWords
{
    /// <summary>Where the glossary begins.</summary>
    public const string Address = "/help#words";

    /// <summary>What the place is called at which the help explains that word.</summary>
    public static string AnchorOf(GlossaryWord word) => $"word-{word}";

    /// <summary>Its address.</summary>
    public static string AddressOf(GlossaryWord word) => "/help#" + AnchorOf(word);
}
