using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Deployments;

namespace ReleasePortal.Data.Configurations;

// Nothing refers to controls and environments: what was reported stays true when one of them goes.
internal sealed class DeploymentConfiguration : IEntityTypeConfiguration<Deployment>
{
    public void Configure(EntityTypeBuilder<Deployment> builder)
    {
        builder.Property(deployment => deployment.ReportId).HasMaxLength(DeploymentReport.LongestId);
        builder.Property(deployment => deployment.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(deployment => deployment.Software).HasMaxLength(DeploymentReport.LongestName);
        builder.Property(deployment => deployment.Commit).HasMaxLength(DeploymentReport.LongestName);
        builder.Property(deployment => deployment.By).HasMaxLength(DeploymentReport.LongestName);
        builder.Property(deployment => deployment.Link).HasMaxLength(DeploymentReport.LongestLink);
        builder.HasOne(deployment => deployment.Version).WithMany().HasForeignKey(deployment => deployment.VersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(deployment => new { deployment.Source, deployment.ReportId }).IsUnique();
        builder.HasIndex(deployment => new { deployment.At, deployment.Id });
        builder.HasIndex(deployment => new { deployment.Environment, deployment.At });
        builder.HasIndex(deployment => new { deployment.Software, deployment.Environment, deployment.At });
    }
}

internal sealed class SoftwareVersionConfiguration : IEntityTypeConfiguration<SoftwareVersion>
{
    public void Configure(EntityTypeBuilder<SoftwareVersion> builder)
    {
        builder.Property(version => version.Software).HasMaxLength(DeploymentReport.LongestName);
        builder.Property(version => version.Version).HasMaxLength(DeploymentReport.LongestName);
        builder.HasIndex(version => new { version.Software, version.Version }).IsUnique();
        builder.HasMany(version => version.Controls).WithOne().HasForeignKey(carried => carried.VersionId);
    }
}

internal sealed class CarriedControlConfiguration : IEntityTypeConfiguration<CarriedControl>
{
    public void Configure(EntityTypeBuilder<CarriedControl> builder)
    {
        builder.ToTable("CarriedControls");
        builder.HasKey(carried => new { carried.VersionId, carried.Control });
        builder.Property(carried => carried.Control).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(carried => carried.Control);
    }
}

internal sealed class RunningSoftwareConfiguration : IEntityTypeConfiguration<RunningSoftware>
{
    public void Configure(EntityTypeBuilder<RunningSoftware> builder)
    {
        builder.HasKey(running => new { running.Software, running.Environment });
        builder.Property(running => running.Software).HasMaxLength(DeploymentReport.LongestName);
        builder.Property(running => running.Environment).HasMaxLength(Slug.MaxLength);
        builder.HasIndex(running => running.VersionId);
        builder.Property(running => running.DeploymentId).IsConcurrencyToken();
    }
}

internal sealed class ArrivalConfiguration : IEntityTypeConfiguration<Arrival>
{
    public void Configure(EntityTypeBuilder<Arrival> builder)
    {
        builder.HasKey(arrival => new { arrival.Control, arrival.Environment, arrival.Software });
        builder.Property(arrival => arrival.Control).HasMaxLength(Slug.MaxLength);
        builder.Property(arrival => arrival.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(arrival => arrival.Software).HasMaxLength(DeploymentReport.LongestName);
        builder.Property(arrival => arrival.At).IsConcurrencyToken();
    }
}

internal sealed class DeadLetterConfiguration : IEntityTypeConfiguration<DeadLetter>
{
    public void Configure(EntityTypeBuilder<DeadLetter> builder)
    {
        builder.Property(letter => letter.From).HasMaxLength(DeadLetter.LongestName);
        builder.Property(letter => letter.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(letter => letter.Why).HasJson();
        builder.Property(letter => letter.Attributes).HasJson();
    }
}
