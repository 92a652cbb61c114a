using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.People;
using ValueType = ReleasePortal.Domain.Controls.ValueType;

namespace ReleasePortal.Tests.Support;

/// <summary>What a test starts from, in the words of the domain: <c>Given.ABusinessToggle().ReleasedToEveryone()</c>.</summary>
internal static class Given
{
    public const string Production = "production";

    public const string Development = "development";

    public const string Staging = "staging";

    public const string EarlyAccess = "early-access";

    public const string Staff = "staff";

    public const string Classic = "classic";

    public const string Express = "express";

    public const string Guided = "guided";

    /// <summary>The instant at which tests happen; on a whole microsecond.</summary>
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 9, 30, 0, TimeSpan.Zero);

    /// <summary>A day that a temporary control may name.</summary>
    public static readonly DateOnly InSummer = new(2026, 8, 1);

    public static readonly Actor Marketing = APerson("Maria Marketing", Role.Marketing);

    public static readonly Actor AnEngineer = APerson("Erik Engineer", Role.Engineer);

    public static readonly Actor AnotherEngineer = APerson("Elena Engineer", Role.Engineer);

    public static readonly Actor AnAuditor = APerson("Aude Auditor", Role.Auditor);

    public static readonly Actor AnAdministrator = APerson("Ada Administrator", Role.Administrator);

    /// <summary>Signed in, and nothing else.</summary>
    public static readonly Actor SomebodyWithoutARole = APerson("Nils New");

    public static readonly IReadOnlyDictionary<string, string> GroupNames = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        [EarlyAccess] = "Early access",
        [Staff] = "Our staff",
    };

    public static Actor APerson(string name, params ReadOnlySpan<Role> roles) => Actor.Person(Guid.CreateVersion7(), name, roles);

    /// <summary>The circumstances of one change; each call is the next entry.</summary>
    public static Circumstances Circumstances(Actor? by = null, DateTimeOffset? at = null) =>
        new(by ?? AnEngineer, at ?? Now, Guid.CreateVersion7(Now), "Production", GroupNames);

    public static ControlDetails Details(string name = "Spring storefront") => new()
    {
        Name = name,
        Description = "The storefront in the colours of spring.",
        Owner = "Team Storefront",
        RemoveBy = InSummer,
    };

    /// <summary>Details of a control that stays, such as a kill switch.</summary>
    public static ControlDetails LongLivedDetails(string name = "Recommendations") => Details(name) with
    {
        Lifetime = Lifetime.LongLived,
        RemoveBy = null,
        Justification = "Recommendations must be stoppable at any time.",
        EffectWhenOff = "Recommendations stop; pages stay up.",
    };

    /// <summary>Details of a flag over three string values.</summary>
    public static ControlDetails FlagDetails(string name = "Checkout layout") => Details(name) with
    {
        Variants =
        [
            new Variant(Classic, "Classic checkout", "\"classic\""),
            new Variant(Express, "Express checkout", "\"express\""),
            new Variant(Guided, "Guided checkout", "\"guided\""),
        ],
    };

    public static ReleaseControl AnOperationalToggle(string key = "spring-storefront", ControlDetails? details = null) =>
        Create(key, ControlKind.Toggle, details ?? Details());

    public static ReleaseControl ABusinessToggle(string key = "spring-storefront", ControlDetails? details = null) =>
        AnOperationalToggle(key, details).HandedOver();

    public static ReleaseControl AKillSwitch(string key = "recommendations-kill-switch") =>
        Create(key, ControlKind.Toggle, LongLivedDetails());

    public static ReleaseControl AnOperationalFlag(string key = "checkout-layout", ControlDetails? details = null) =>
        Create(key, ControlKind.Flag, details ?? FlagDetails());

    /// <summary>A flag whose off variant is the classic checkout.</summary>
    public static ReleaseControl ABusinessFlag(string key = "checkout-layout", ControlDetails? details = null) =>
        AnOperationalFlag(key, details).HandedOver();

    public static GroupDetails GroupDetails(string name = "Early access") => new()
    {
        Name = name,
        Description = "Those who asked to see things first.",
        Members = ["ann", "bob"],
    };

    public static AudienceGroup AGroup(string key = EarlyAccess, GroupDetails? details = null) =>
        AudienceGroup.Define(Guid.CreateVersion7(), key, details ?? GroupDetails(), Circumstances()).OrThrow();

    public static EnvironmentDetails EnvironmentDetails(string name = "Production") =>
        new(name, Rank: 30, IsProduction: true, ReasonRequired: false);

    public static DeploymentEnvironment AnEnvironment(string key = Production, EnvironmentDetails? details = null) =>
        DeploymentEnvironment.Define(Guid.CreateVersion7(), key, details ?? EnvironmentDetails(), Circumstances()).OrThrow();

    /// <summary>From tomorrow on, for three days.</summary>
    public static FreezeDetails FreezeDetails(string reason = "Year-end accounts") => new(Now.AddDays(1), Now.AddDays(4), reason);

    /// <summary>What is written about a configuration in which these controls are open.</summary>
    public static ConfigurationDetails AConfiguration(params IReadOnlyList<(string Control, ReleaseState State)> open) =>
        new("Trade show morning", "As customers had it.", [.. open.Select(state => new ConfiguredState(state.Control, state.State))]);

    public static CreateKey AKeyToCreate(string name = "Web shop", string on = Production) =>
        new(Guid.CreateVersion7(), name, KeyKind.Server, on, SecretHash: Guid.NewGuid().ToString("n") + Guid.NewGuid().ToString("n"), Prefix: "rp_server_a1b2");

    private static ReleaseControl Create(string key, ControlKind kind, ControlDetails details) => ReleaseControl.Create(
        Guid.CreateVersion7(),
        key,
        kind,
        kind is ControlKind.Flag ? ValueType.String : ValueType.Boolean,
        offVariant: Classic,
        details,
        Circumstances()).OrThrow();
}

/// <summary>How a control came to be as a test needs it; each returns the control.</summary>
internal static class GivenControls
{
    public static ReleaseControl HandedOver(this ReleaseControl control)
    {
        if (control.Lifetime is Lifetime.LongLived)
            control.HandOver(seenVersion: null, Given.Circumstances(Given.AnotherEngineer)).OrThrow();
        control.HandOver(seenVersion: null, Given.Circumstances()).OrThrow();
        return control;
    }

    public static ReleaseControl ReleasedToEveryone(
        this ReleaseControl control, string? variant = null, int? share = null, string on = Given.Production)
    {
        control.ReleaseToEveryone(on, variant, share, seenVersion: null, Given.Circumstances()).OrThrow();
        return control;
    }

    public static ReleaseControl ReleasedTo(this ReleaseControl control, string group, string variant = Variant.On, string on = Given.Production)
    {
        control.ReleaseToGroups(on, [new GroupRule(group, Serving.Of(variant))], seenVersion: null, Given.Circumstances()).OrThrow();
        return control;
    }

    public static ReleaseControl Withdrawn(this ReleaseControl control, string on = Given.Production)
    {
        control.Withdraw(on, seenVersion: null, Given.Circumstances()).OrThrow();
        return control;
    }

    public static ReleaseControl Retired(this ReleaseControl control)
    {
        control.Retire(noCodeAsks: true, seenVersion: null, Given.Circumstances()).OrThrow();
        return control;
    }
}
