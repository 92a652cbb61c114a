using System.Text.RegularExpressions;

namespace ReleasePortal.Domain.Decoupling;

/// <summary>In which way a text mixes up deployment and release.</summary>
public enum MixUp
{
    /// <summary>A software version is called a release: "release 2.4", "2.4.0 release", "release candidate".</summary>
    VersionIsARelease,

    /// <summary>A software version is launched or rolled out to users: "v2.4 rollout". Versions are deployed; features are released.</summary>
    VersionIsLaunched,

    /// <summary>Something is deployed to people: "deploy to customers". It is deployed to an environment, and released to people.</summary>
    DeployedToPeople,

    /// <summary>Something is released to machines: "release to the test servers". It is deployed there.</summary>
    ReleasedToMachines,
}

/// <summary>
/// Points out texts that mix the words of the glossary up. English only, and rather silent than wrong: a number by itself is no
/// version, since features have years, shares and prices in their names.
/// </summary>
public static partial class MixedUpWords
{
    private const RegexOptions Options = RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture;

    private const int Patience = 1000;

    // 2.4, 2.4.1-rc.1, v2, v2.4; not "2.4 %", "1.5 million", "3.5 out of 5" or "24.12.2026".
    private const string Version =
        @"(?!\d{1,2}\.\d{1,2}\.(19|20)\d\d)(v\d+(\.\d+)*|\d+(\.\d+)+)(-[a-z][0-9a-z.]*)?(?![\w.]*\w)(?!\s*(%|€|\$|£|percent|per cent|million|billion|times|out of|stars|hours|days|weeks|am\b|pm\b))";

    // v2.4, version 2, 2.4.1: before a launch, a number with one dot is as likely a date, a price or a time.
    private const string SureVersion = @"(?!\d{1,2}\.\d{1,2}\.(19|20)\d\d)(v\d+(\.\d+)+|version\s+\d+(\.\d+)*|\d+\.\d+\.\d+)(?![\w.]*\w)";

    /// <summary>The first mix-up in a text, with the words that show it; null when there is none.</summary>
    public static (MixUp Rule, string Words)? Find(string text) => Mention().IsMatch(text)
        ? First(VersionIsARelease(), MixUp.VersionIsARelease, text)
            ?? First(VersionIsLaunched(), MixUp.VersionIsLaunched, text)
            ?? First(DeployedToPeople(), MixUp.DeployedToPeople, text)
            ?? First(ReleasedToMachines(), MixUp.ReleasedToMachines, text)
        : null;

    private static (MixUp Rule, string Words)? First(Regex pattern, MixUp rule, string text) =>
        pattern.Match(text) is { Success: true } match ? (rule, match.Value.Trim()) : null;

    // Most texts say none of it, and are done with at once.
    [GeneratedRegex("releas|deploy|roll|launch|live", Options, Patience)]
    private static partial Regex Mention();

    [GeneratedRegex(
        $@"\breleases?\s+(no\.?\s*|number\s+|version\s+|#\s*(?=\d))*({Version}|(?<=#\s*)\d+\b)|\b{Version}\s+releases?\b|\breleases?\s+(candidate|branch|build|train|pipeline)s?\b",
        Options,
        Patience)]
    private static partial Regex VersionIsARelease();

    [GeneratedRegex(
        $@"\b{SureVersion}\s+(roll-?\s?out|launch|go-live|goes\s+live)\b|\b(roll-?\s?out|rolling\s+out|launch|launching|go-live)\s+(of\s+)?{SureVersion}",
        Options,
        Patience)]
    private static partial Regex VersionIsLaunched();

    [GeneratedRegex(
        @"\b(deploy(s|ed|ing|ments?)?|redeploy(s|ed|ing)?)\s+((?!to\b)[\w’'-]+\s+){0,4}(to|for)\s+((all|our|the|every|some|more|new|gold|beta)\s+){0,3}(customers?|users?|shoppers?|members?|visitors?|testers?|everyone|everybody|people|public|clients?|audiences?)\b",
        Options,
        Patience)]
    private static partial Regex DeployedToPeople();

    [GeneratedRegex(
        @"\breleas(e|es|ed|ing)\s+((?!to\b)[\w’'-]+\s+){0,3}(in)?to\s+((all|our|the|every)\s+){0,2}((production|staging|test|development|uat|qa|web|application)\s+)?(servers?|clusters?|data\s?cent(er|re)s?|containers?|test\s+environments?|staging(?=\s*($|[.,;:!?)]))|prod(uction)?(?=\s*($|[.,;:!?)])))\b",
        Options,
        Patience)]
    private static partial Regex ReleasedToMachines();
}
