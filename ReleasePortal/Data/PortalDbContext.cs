using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using ReleasePortal.Data.Code;
using ReleasePortal.Data.Search;
using ReleasePortal.Data.Usage;
using ReleasePortal.Domain.Audiences;
using ReleasePortal.Domain.Budgets;
using ReleasePortal.Domain.Configurations;
using ReleasePortal.Domain.Controls;
using ReleasePortal.Domain.Deployments;
using ReleasePortal.Domain.Environments;
using ReleasePortal.Domain.Freezes;
using ReleasePortal.Domain.History;
using ReleasePortal.Domain.Launches;
using ReleasePortal.Domain.People;

namespace ReleasePortal.Data;

/// <summary>
/// Everything that the portal stores. Each provider has a sealed child with migrations of its own.
/// Only query classes and the desk use it; pages never see it.
/// </summary>
public abstract class PortalDbContext(DbContextOptions options)
    : IdentityDbContext<PortalUser, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    public DbSet<ReleaseControl> Controls => Set<ReleaseControl>();

    public DbSet<StateOnEnvironment> States => Set<StateOnEnvironment>();

    public DbSet<AudienceGroup> Groups => Set<AudienceGroup>();

    public DbSet<Launch> Launches => Set<Launch>();

    public DbSet<LaunchStep> LaunchSteps => Set<LaunchStep>();

    public DbSet<DeploymentEnvironment> Environments => Set<DeploymentEnvironment>();

    public DbSet<Freeze> Freezes => Set<Freeze>();

    public DbSet<BudgetSheet> BudgetSheets => Set<BudgetSheet>();

    public DbSet<BusinessConfiguration> Configurations => Set<BusinessConfiguration>();

    public DbSet<ConfigurationVersion> ConfigurationVersions => Set<ConfigurationVersion>();

    public DbSet<Area> Areas => Set<Area>();

    public DbSet<ApiKey> ApiKeys => Set<ApiKey>();

    public DbSet<CalendarAddress> CalendarAddresses => Set<CalendarAddress>();

    public DbSet<Use> Uses => Set<Use>();

    public DbSet<UseCount> UseCounts => Set<UseCount>();

    public DbSet<Deployment> Deployments => Set<Deployment>();

    public DbSet<SoftwareVersion> SoftwareVersions => Set<SoftwareVersion>();

    public DbSet<CarriedControl> CarriedControls => Set<CarriedControl>();

    public DbSet<DeadLetter> DeadLetters => Set<DeadLetter>();

    public DbSet<RunningSoftware> RunningSoftware => Set<RunningSoftware>();

    public DbSet<Arrival> Arrivals => Set<Arrival>();

    public DbSet<CodeScan> CodeScans => Set<CodeScan>();

    public DbSet<CodeReference> CodeReferences => Set<CodeReference>();

    public DbSet<Entry> Entries => Set<Entry>();

    public DbSet<EntryText> EntryTexts => Set<EntryText>();

    public DbSet<HistoryHead> HistoryHeads => Set<HistoryHead>();

    public DbSet<Checkpoint> Checkpoints => Set<Checkpoint>();

    /// <summary>The states at the archived mark; empty while nothing was archived.</summary>
    public DbSet<BaseEntry> BaseEntries => Set<BaseEntry>();

    public DbSet<HistoryArchive> Archives => Set<HistoryArchive>();

    public DbSet<RetentionPolicy> RetentionPolicies => Set<RetentionPolicy>();

    public DbSet<SigningKey> SigningKeys => Set<SigningKey>();

    public DbSet<SavedFilter> SavedFilters => Set<SavedFilter>();

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    /// <summary>
    /// The head of the history, held against other writers until the transaction ends. Call it first in a transaction.
    /// </summary>
    public abstract Task<HistoryHead> LockHeadAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Wakes the other portals on the same store once the transaction commits; does nothing where there can be no other.
    /// </summary>
    public abstract Task AnnounceAsync(CancellationToken cancellationToken);

    /// <summary>A transaction that only reads: all of it sees one state of the store, and no writer waits for it.</summary>
    public abstract Task<IDbContextTransaction> BeginReadingAsync(CancellationToken cancellationToken);

    /// <summary>What the transaction deletes or overwrites from now on is not to be found in the store's free space afterwards.</summary>
    public abstract Task BeginWipingAsync(CancellationToken cancellationToken);

    /// <summary>Clears what the store still holds beside its tables of what was wiped; after the commit.</summary>
    public abstract Task EndWipingAsync();

    /// <summary>Puts these documents in the place of those that the same entries had.</summary>
    public abstract Task PutDocumentsAsync(IReadOnlyCollection<EntryDocument> documents, CancellationToken cancellationToken);

    public abstract Task DropDocumentsAsync(IReadOnlyCollection<long> sequences, CancellationToken cancellationToken);

    /// <summary>Drops the documents of all entries up to this one.</summary>
    public abstract Task DropDocumentsUpToAsync(long last, CancellationToken cancellationToken);

    /// <summary>Lets go of words that no document has any more: a name that is forgotten is not kept as a word either.</summary>
    public abstract Task DropUnusedWordsAsync(CancellationToken cancellationToken);

    /// <summary>The first entry that has a document; null when none has.</summary>
    public abstract Task<long?> FirstDocumentAsync(CancellationToken cancellationToken);

    /// <summary>The entries whose documents hold all of these words, or for the last one, a word that begins with it.</summary>
    /// <param name="words">At least one, of <see cref="SearchWords.Wanted"/>.</param>
    /// <param name="from">The first entry that is looked at.</param>
    /// <param name="until">The entry after the last one that is looked at.</param>
    public abstract IQueryable<long> EntriesWith(IReadOnlyList<string> words, long from, long until);

    /// <summary>Creates the store or brings it to this version; of several portals that do so at once, one does and the others wait.</summary>
    public virtual Task MigrateAsync(CancellationToken cancellationToken) => Database.MigrateAsync(cancellationToken);

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        base.ConfigureConventions(configurationBuilder);
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(30);
    }
}
