using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ReleasePortal.Domain;
using ReleasePortal.Domain.Launches;

namespace ReleasePortal.Data.Configurations;

internal sealed class LaunchConfiguration : IEntityTypeConfiguration<Launch>
{
    public void Configure(EntityTypeBuilder<Launch> builder)
    {
        builder.Property(launch => launch.Id).ValueGeneratedNever();
        builder.Property(launch => launch.Name).HasMaxLength(LaunchRules.NameLength);
        builder.Property(launch => launch.Environment).HasMaxLength(Slug.MaxLength);
        builder.Property(launch => launch.Area).HasMaxLength(Slug.MaxLength);
        builder.Property(launch => launch.Start).HasJson();
        builder.Property(launch => launch.End).HasJson();
        builder.Property(launch => launch.Failures).HasJson();
        builder.Property(launch => launch.Version).IsConcurrencyToken();
        builder.Ignore(launch => launch.HasBegun);
        builder.Ignore(launch => launch.Reason);

        // What is due next is found among what is still to come, whatever the number of past launches.
        builder.HasIndex(launch => launch.NextAt).HasFilter("\"NextAt\" IS NOT NULL");
        builder.HasIndex(launch => new { launch.Status, launch.StartAt });
        builder.HasIndex(launch => launch.StartAt);
        builder.HasMany(launch => launch.Steps).WithOne().HasForeignKey(step => step.LaunchId);
        builder.Navigation(launch => launch.Steps).UsePropertyAccessMode(PropertyAccessMode.Field).HasField("_steps");
    }
}

internal sealed class LaunchStepConfiguration : IEntityTypeConfiguration<LaunchStep>
{
    public void Configure(EntityTypeBuilder<LaunchStep> builder)
    {
        builder.Property(step => step.Id).ValueGeneratedNever();
        builder.Property(step => step.Control).HasMaxLength(Slug.MaxLength);
        builder.Property(step => step.Change).HasChangeJson();
        builder.Property(step => step.Stages).HasJson();
        builder.Property(step => step.Said).HasJson();
        builder.Ignore(step => step.ControlName);
        builder.Ignore(step => step.HasActed);
        builder.HasIndex(step => step.ControlId);
    }
}
