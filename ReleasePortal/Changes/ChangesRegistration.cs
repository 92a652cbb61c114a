using ReleasePortal.Changes.Subjects;

namespace ReleasePortal.Changes;

/// <summary>The one door and what it tells.</summary>
public static class ChangesRegistration
{
    public static IServiceCollection AddChanges(this IServiceCollection services) => services
        .AddSingleton<ChangeFeed>()
        .AddSingleton<ChangeDesk>()
        .AddSingleton<ISubjects, ControlSubjects>()
        .AddSingleton<ISubjects, GroupSubjects>()
        .AddSingleton<ISubjects, EnvironmentSubjects>()
        .AddSingleton<ISubjects, KeySubjects>()
        .AddSingleton<ISubjects, PersonSubjects>();
}
