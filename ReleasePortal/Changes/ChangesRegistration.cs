using ReleasePortal.Changes.Archiving;
using ReleasePortal.Changes.Checkpoints;
using ReleasePortal.Changes.Launches;
using ReleasePortal.Changes.Search;
using ReleasePortal.Changes.Subjects;
using ReleasePortal.Data;

namespace ReleasePortal.Changes;

/// <summary>The one door and what it tells.</summary>
public static class ChangesRegistration
{
    /// <summary>Comes after the data, and before whatever reads the store when the portal starts.</summary>
    public static WebApplicationBuilder AddChanges(this WebApplicationBuilder builder)
    {
        builder.Services
            .AddSingleton<ChangeFeed>()
            .AddSingleton<ChangeDesk>()
            .AddSingleton<ISubjects, ControlSubjects>()
            .AddSingleton<ISubjects, GroupSubjects>()
            .AddSingleton<ISubjects, EnvironmentSubjects>()
            .AddSingleton<ISubjects, FreezeSubjects>()
            .AddSingleton<ISubjects, BudgetSubjects>()
            .AddSingleton<ISubjects, ConfigurationSubjects>()
            .AddSingleton<ISubjects, KeySubjects>()
            .AddSingleton<ISubjects, PersonSubjects>()
            .AddSingleton<ISubjects, LaunchSubjects>()
            .AddSingleton<ISubjects, HistorySubjects>();
        builder.Services.AddOptions<LaunchOptions>()
            .BindConfiguration(LaunchOptions.Section)
            .ValidateDataAnnotations()
            .ValidateOnStart();
        builder.Services.AddSingleton<DueLaunches>().AddHostedService<LaunchRunner>();
        builder.Services.AddCheckpoints();
        builder.Services.AddArchiving();
        builder.Services.AddHostedService<SearchBackfill>();
        if (DatabaseOptions.Of(builder.Configuration).Provider is DatabaseProvider.PostgreSql)
            builder.Services.AddHostedService<HistoryFollower>();
        return builder;
    }
}
