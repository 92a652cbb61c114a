using ReleasePortal.Domain.Access;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Features.Demo;

/// <summary>The people of the demo shop.</summary>
internal static class DemoCast
{
    public static DemoPerson Marketing { get; } = new("marketing@example.com", "Mara Keller", Role.Marketing);

    public static DemoPerson Campaigns { get; } = new("campaigns@example.com", "Priya Nair", Role.Marketing);

    public static DemoPerson Engineer { get; } = new("engineer@example.com", "Erik Novak", Role.Engineer);

    public static DemoPerson SecondEngineer { get; } = new("engineer2@example.com", "Elena Rossi", Role.Engineer);

    public static DemoPerson Auditor { get; } = new("auditor@example.com", "Aiko Tanaka", Role.Auditor);

    public static DemoPerson Administrator { get; } = new("admin@example.com", "Adam Silva", Role.Administrator);

    public static IReadOnlyList<DemoPerson> Everyone { get; } =
        [Administrator, Engineer, SecondEngineer, Marketing, Campaigns, Auditor];
}

internal sealed record DemoPerson(string Email, string Name, Role Role)
{
    public Guid Id { get; } = Guid.CreateVersion7();

    public Actor Actor => Actor.Person(Id, Name, Role);

    public AddPerson Join(string password) => new(Id, Email, Name, [Role], password, MustReplacePassword: false);
}
