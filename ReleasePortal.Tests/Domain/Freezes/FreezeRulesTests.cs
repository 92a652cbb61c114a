using ReleasePortal.Domain;
using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Tests.Support;

namespace ReleasePortal.Tests.Domain.Freezes;

/// <summary>The exceptions from a freeze, as one table: actor × change × purpose × reason.</summary>
public class FreezeRulesTests
{
    private static readonly Change Release = new ReleaseControlToEveryone("spring-storefront", Given.Production);
    private static readonly Change Withdrawal = new Withdraw("spring-storefront", Given.Production);
    private static readonly Change TakingBack = new Undo("spring-storefront", Given.Production, Guid.CreateVersion7());
    private static readonly Change Edit = new EditControl("spring-storefront", Given.Details());

    public static TheoryData<string, string, Purpose?, FreezeAnswer> Exceptions => new()
    {
        { "engineer", "release", Purpose.Operational, FreezeAnswer.Exception },
        { "engineer", "edit", Purpose.Operational, FreezeAnswer.Exception },
        { "engineer", "withdraw", Purpose.Operational, FreezeAnswer.Exception },
        { "engineer", "undo", Purpose.Operational, FreezeAnswer.Exception },
        { "engineer", "release", Purpose.Business, FreezeAnswer.Refused },
        { "engineer", "edit", Purpose.Business, FreezeAnswer.Refused },
        { "engineer", "withdraw", Purpose.Business, FreezeAnswer.Exception },
        { "engineer", "undo", Purpose.Business, FreezeAnswer.Exception },
        { "engineer", "group", null, FreezeAnswer.Refused },
        { "both", "withdraw", Purpose.Business, FreezeAnswer.Exception },
        { "both", "release", Purpose.Business, FreezeAnswer.Refused },
        { "marketing", "release", Purpose.Business, FreezeAnswer.Refused },
        { "marketing", "withdraw", Purpose.Business, FreezeAnswer.Refused },
        { "marketing", "undo", Purpose.Business, FreezeAnswer.Refused },
        { "administrator", "withdraw", Purpose.Business, FreezeAnswer.Refused },
        { "key", "withdraw", Purpose.Business, FreezeAnswer.Refused },
        { "import", "withdraw", Purpose.Business, FreezeAnswer.Refused },
        { "schedule", "release", Purpose.Business, FreezeAnswer.Refused },
        { "schedule", "release", Purpose.Operational, FreezeAnswer.Refused },
        { "schedule", "withdraw", Purpose.Business, FreezeAnswer.Exception },
        { "schedule", "undo", Purpose.Operational, FreezeAnswer.Exception },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Ask_WithAReason(string actor, string change, Purpose? purpose, FreezeAnswer answer) =>
        Assert.Equal(answer, FreezeRules.Ask(Actors(actor), Changes(change), purpose, hasReason: true));

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void Ask_WithoutAReason_APersonIsAskedForOne(string actor, string change, Purpose? purpose, FreezeAnswer answer)
    {
        var expected = answer is FreezeAnswer.Exception && actor is not "schedule" ? FreezeAnswer.ReasonNeeded : answer;

        Assert.Equal(expected, FreezeRules.Ask(Actors(actor), Changes(change), purpose, hasReason: false));
    }

    private static Actor Actors(string name) => name switch
    {
        "engineer" => Given.AnEngineer,
        "both" => Given.APerson("Both", Role.Marketing, Role.Engineer),
        "marketing" => Given.Marketing,
        "administrator" => Given.AnAdministrator,
        "key" => Given.AnEngineer with { Kind = ActorKind.ApplicationKey },
        "import" => Given.AnEngineer with { Kind = ActorKind.Import },
        _ => Given.Marketing with { Kind = ActorKind.Schedule },
    };

    private static Change Changes(string name) => name switch
    {
        "release" => Release,
        "withdraw" => Withdrawal,
        "undo" => TakingBack,
        "edit" => Edit,
        _ => new EditGroup(Given.Staff, Given.GroupDetails()),
    };
}
