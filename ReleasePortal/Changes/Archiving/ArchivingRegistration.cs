namespace ReleasePortal.Changes.Archiving;

internal static class ArchivingRegistration
{
    /// <summary>Moves old entries to files, as the policy says.</summary>
    public static IServiceCollection AddArchiving(this IServiceCollection services)
    {
        services.AddOptions<RetentionOptions>().BindConfiguration(RetentionOptions.Section);
        return services
            .AddSingleton<ArchiveFolder>()
            .AddSingleton<Archiver>()
            .AddHostedService<ArchiveRunner>();
    }
}
